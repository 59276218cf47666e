package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** install.cli on a WildFly as it comes, and remove.cli back to where it was. */
class InstallCliTestCase {
    private static final int HTTPS = 10443;

    private final Path home = Path.of(System.getProperty("plain.home"));
    private final Path configuration = home.resolve("standalone/configuration/standalone.xml");

    @Test
    void installedItServesAndRemovedItIsWhatItWas() throws Exception {
        String before = Files.readString(configuration);
        unpack();

        cli("handfast/install.cli");
        assertThat(configuration).content().contains("ssl-context=\"handfast\"");
        List<String> said = servedOnce();
        assertThat(said).anyMatch(line -> line.contains("Handfast console: user admin, password "))
                .anyMatch(line -> line.contains("data/handfast/ca.pem"));
        assertThat(Files.readString(home.resolve("standalone/log/server.log"))).doesNotContain("password");

        cli("handfast/remove.cli");
        assertThat(Files.readString(configuration)).isEqualTo(before);
    }

    private void cli(String script) throws Exception {
        Shell.Result result = Shell.run(home, List.of(home.resolve("bin/jboss-cli.sh").toString(), "--file=" + script));
        assertThat(result.succeeded().output()).doesNotContain("failure-description", "WFLYCTL0");
    }

    /** Starts the server, asks it once over https, stops it; what it printed. */
    private List<String> servedOnce() throws Exception {
        ProcessBuilder command = new ProcessBuilder(home.resolve("bin/standalone.sh").toString(),
                "-Djboss.socket.binding.port-offset=" + (HTTPS - 8443)).redirectErrorStream(true);
        command.environment().put("JAVA_HOME", System.getProperty("server.java.home"));
        command.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        Process server = command.start();
        try (BufferedReader lines = server.inputReader()) {
            List<String> said = new java.util.ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                assertThat(line).doesNotContain("WFLYSRV0026");
                if (line.contains("WFLYSRV0025")) {
                    ask();
                    server.toHandle().destroy();
                }
            }
            assertThat(said).anyMatch(line -> line.contains("WFLYSRV0025"));
            return said;
        } finally {
            server.toHandle().destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void ask() throws Exception {
        Shell.need("curl");
        Shell.Result answer = Shell.run(List.of("curl", "-sS", "--fail", "--cacert",
                home.resolve("standalone/data/handfast/ca.pem").toString(),
                "https://localhost:" + HTTPS + Server.CONNECTION)).succeeded();
        assertThat(answer.output()).contains("\"engine\":\"Handfast\"");
    }

    private void unpack() throws IOException {
        Path overlay = Path.of(System.getProperty("overlay"));
        try (Stream<Path> files = Files.walk(overlay)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = home.resolve(overlay.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
