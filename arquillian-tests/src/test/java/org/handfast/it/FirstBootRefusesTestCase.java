package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose very first profile is bad serves nothing over https: there is no good state to keep. */
class FirstBootRefusesTestCase {
    private static final int OFFSET = 3000;
    private static final String PROFILES = """
            apiVersion: handfast/v1
            kind: Profile
            metadata: {name: default}
            spec:
              side: server
              groups: [X25519, no-such-group]
              certificates:
                - {certificate: server.pem, key: server-key.pem}
            """;

    @TempDir
    Path base;

    @Test
    void theListenerRefusesAndTheErrorNamesThePlace() throws Exception {
        Shell.need("openssl");
        copy(Path.of(System.getProperty("server.home"), "standalone"));
        Path configuration = base.resolve("configuration");
        Authority.named("Own").localhost()
                .write(configuration.resolve("server.pem"), configuration.resolve("server-key.pem"));
        Files.writeString(configuration.resolve("handfast.yaml"), PROFILES);

        String said = String.join("\n", startAskStop());

        assertThat(said).contains("handfast.yaml:6:", "no-such-group", "Fix:");
        assertThat(Files.readString(configuration.resolve("handfast.yaml"))).isEqualTo(PROFILES);
    }

    private List<String> startAskStop() throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("server.home"), "bin/standalone.sh").toString(),
                "-Djboss.socket.binding.port-offset=" + OFFSET, "-Djboss.server.base.dir=" + base)
                .redirectErrorStream(true);
        command.environment().put("JAVA_HOME", System.getProperty("server.java.home"));
        command.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        Process server = command.start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = server.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.contains("WFLYSRV0025") || line.contains("WFLYSRV0026")) {
                    assertNothingIsServed();
                    server.toHandle().destroy();
                }
            }
        } finally {
            server.toHandle().destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        return said;
    }

    private static void assertNothingIsServed() throws Exception {
        Shell.Result answer = Shell.run(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + (8443 + OFFSET)));
        assertThat(answer.code()).as(answer.output()).isNotZero();
        assertThat(answer.output()).doesNotContain("BEGIN CERTIFICATE");
    }

    private void copy(Path standalone) throws IOException {
        try (Stream<Path> files = Files.walk(standalone)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = standalone.relativize(file).toString();
                if (!name.startsWith("data") && !name.startsWith("log") && !name.startsWith("tmp") && !name.isEmpty()) {
                    Files.copy(file, base.resolve(name));
                }
            }
        }
    }
}
