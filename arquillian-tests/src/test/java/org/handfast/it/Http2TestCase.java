package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * HTTP/2 through Undertow, and where Undertow gives none: it asks whether TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 is
 * enabled here and offered there, whatever version and certificate are then used.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class Http2TestCase {
    /** Asks on the page's own connection, and before the page is complete. */
    private static final String PAGE = """
            <!DOCTYPE html><title>hop</title><p id="hop"></p>
            <script>
            const asked = new XMLHttpRequest();
            asked.open("GET", "%s", false);
            asked.send();
            document.getElementById("hop").textContent = "nextHop="
                + performance.getEntriesByType("navigation")[0].nextHopProtocol + " " + asked.responseText;
            </script>
            """.formatted(Server.CONNECTION);

    @Deployment(testable = false)
    static WebArchive page() {
        return Probes.empty("http2").addAsWebResource(new StringAsset(PAGE), "hop.html");
    }

    @Test
    void curlOverTls13() throws Exception {
        assertThat(curl("--http2")).contains("\"protocol\":\"TLSv1.3\"", "\"applicationProtocol\":\"h2\"")
                .endsWith("HTTP/2");
    }

    @Test
    void curlOverTls12() throws Exception {
        assertThat(curl("--http2", "--tls-max", "1.2"))
                .contains("\"protocol\":\"TLSv1.2\"", "\"applicationProtocol\":\"h2\"",
                        "\"cipherSuite\":\"TLS_ECDHE_ECDSA_WITH_")
                .endsWith("HTTP/2");
        assertThat(curl("--http1.1", "--tls-max", "1.2"))
                .contains("\"protocol\":\"TLSv1.2\"", "\"applicationProtocol\":\"http/1.1\"").endsWith("HTTP/1.1");
    }

    @Test
    void chromiumOverTls13() throws Exception {
        assertThat(chromium()).contains("nextHop=h2 ", "\"protocol\":\"TLSv1.3\"", "\"applicationProtocol\":\"h2\"",
                "\"namedGroup\":\"X25519MLKEM768\"");
    }

    @Test
    void chromiumOverTls12() throws Exception {
        assertThat(chromium("--ssl-version-max=tls1.2"))
                .contains("nextHop=h2 ", "\"protocol\":\"TLSv1.2\"", "\"applicationProtocol\":\"h2\"");
    }

    /** Undertow's limit: a client that offers no suite of TLS 1.2 gets HTTP/1.1. */
    @Test
    void aClientOfTls13AloneGetsHttp11() throws Exception {
        assertThat(curl("--http2", "--tlsv1.3"))
                .contains("\"protocol\":\"TLSv1.3\"", "\"applicationProtocol\":\"http/1.1\"").endsWith("HTTP/1.1");
    }

    /** Undertow's limit: a listener without TLS 1.2 has no HTTP/2. */
    @Test
    void aListenerOfTls13AloneHasNoHttp2() throws Exception {
        try (ProfileFile file = new ProfileFile()) {
            file.set("versions", "[TLSv1.3]");
            Eventually.holds("no TLS 1.2", () -> request("--tls-max", "1.2").code() != 0);

            assertThat(curl("--http2")).contains("\"protocol\":\"TLSv1.3\"").doesNotContain("\"h2\"")
                    .endsWith("HTTP/1.1");
        }
        Eventually.holds("TLS 1.2 again", () -> request("--tls-max", "1.2").code() == 0);
    }

    private static String curl(String... more) throws Exception {
        return request(more).succeeded().output();
    }

    private static Shell.Result request(String... more) throws Exception {
        Shell.need("curl");
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--fail", "--write-out", "HTTP/%{http_version}",
                "--cacert", Server.authority().toString(), Server.https(Server.CONNECTION)));
        command.addAll(List.of(more));
        return Shell.run(command);
    }

    private static String chromium(String... more) throws Exception {
        Shell.need("chromium");
        Path home = Files.createDirectories(Path.of(System.getProperty("work")));
        List<String> command = new ArrayList<>(List.of("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                "--ignore-certificate-errors", "--user-data-dir=" + Files.createTempDirectory(home, "chromium"),
                "--dump-dom", Server.https("/http2/hop.html")));
        command.addAll(List.of(more));
        return Shell.run(command).succeeded().output();
    }
}
