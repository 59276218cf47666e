package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who sees what of the console, and what its pages allow a browser to do. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ConsoleTestCase {
    private static final String PAGE = "/handfast/index.xhtml";

    @Deployment(testable = false)
    static WebArchive nothing() {
        return Probes.empty("console-test");
    }

    @Test
    void thePrintedPasswordOpensIt() throws Exception {
        assertThat(Console.page(PAGE)).contains("This server", "Handshakes", Server.profiles().toString());
        assertThat(Console.rest("profiles").getJsonArray("problems")).isEmpty();
        assertThat(Files.readString(Server.base().resolve("log/server.log")))
                .doesNotContain(ServerOutput.adminPassword());
    }

    @Test
    void whoStillUsesTls12IsCounted() throws Exception {
        int before = tls12();
        for (int i = 0; i < 3; i++) {
            Shell.run(List.of("curl", "-sS", "--fail", "--tls-max", "1.2", "--cacert", Server.authority().toString(),
                    Server.https(Server.CONNECTION))).succeeded();
        }

        assertThat(tls12()).isEqualTo(before + 3);
        assertThat(Console.page(PAGE)).contains("<td>TLSv1.2</td>", "<td>TLSv1.3</td>");
    }

    private static int tls12() throws Exception {
        return Console.rest("handshakes").getJsonObject("protocols").getInt("TLSv1.2", 0);
    }

    @Test
    void anotherPasswordOpensNothing() throws Exception {
        Shell.Result answer = Shell.run(List.of("curl", "-sS", "--cacert", Server.authority().toString(), "--user",
                "admin:another", Server.https("/handfast/api/v1/profiles")));

        assertThat(answer.output()).contains("j_password").doesNotContain("generation");
    }

    @Test
    void theFormSignsInAsABrowserDoes(@TempDir Path directory) throws Exception {
        String cookies = directory.resolve("cookies").toString();

        assertThat(browse(cookies, Server.https(PAGE))).contains("j_password").doesNotContain("Last failures");
        assertThat(browse(cookies, "--data", "j_username=admin&j_password=" + ServerOutput.adminPassword(),
                Server.https("/handfast/j_security_check"))).contains("Last failures");
    }

    @Test
    void everyPageForbidsScriptsAndForeignContent() throws Exception {
        for (String path : List.of(Server.CONNECTION, "/handfast/connection.xhtml", PAGE)) {
            HttpResponse<String> answer = Server.get(Server.trusting(Server.authority()), path);

            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("")).as(path)
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe", "script-src", "*");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).as(path).contains("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).as(path).contains("no-store");
            assertThat(answer.body()).as(path).doesNotContain("<script");
        }
    }

    private static String browse(String cookies, String... more) throws Exception {
        Shell.need("curl");
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--location", "--cacert",
                Server.authority().toString(), "--cookie", cookies, "--cookie-jar", cookies));
        command.addAll(List.of(more));
        return Shell.run(command).output();
    }
}
