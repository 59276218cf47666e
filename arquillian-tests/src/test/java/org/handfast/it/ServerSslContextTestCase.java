package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The partners that people have reach the https listener of a server as it is at its first start. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ServerSslContextTestCase {
    @Deployment
    static WebArchive nothing() {
        return ShrinkWrap.create(WebArchive.class, "nothing.war");
    }

    @Test
    void curl() throws Exception {
        Shell.need("curl");
        Shell.Result answer = Shell.run(List.of("curl", "-sS", "--fail", "--tlsv1.3", "--cacert",
                Server.authority().toString(), Server.https(Server.CONNECTION))).succeeded();
        assertThat(answer.output()).contains("\"engine\":\"Handfast\"", "\"protocol\":\"TLSv1.3\"",
                "\"serverName\":\"localhost\"", "\"profile\":\"default\"", "\"resumed\":false");
    }

    @Test
    void opensslWithEachSuiteAndGroup() throws Exception {
        Shell.need("openssl");
        for (String suite : List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384",
                "TLS_CHACHA20_POLY1305_SHA256")) {
            assertThat(openssl("-ciphersuites", suite).output()).contains("Cipher is " + suite);
        }
        assertThat(openssl("-groups", "X25519").output()).contains("Temp Key: X25519");
        assertThat(openssl("-groups", "P-256").output()).contains("Temp Key: ECDH, prime256v1");
        assertThat(openssl("-groups", "P-384").output()).contains("Temp Key: ECDH, secp384r1");
    }

    private static Shell.Result openssl(String option, String value) throws Exception {
        Shell.Result result = Shell.run(List.of("openssl", "s_client", "-connect", "localhost:" + Server.HTTPS,
                "-servername", "localhost", "-tls1_3", "-verify_return_error", "-CAfile",
                Server.authority().toString(), option, value)).succeeded();
        assertThat(result.output()).contains("Verify return code: 0 (ok)");
        return result;
    }

    @Test
    void theClientOfTheJdk() throws Exception {
        HttpResponse<String> answer = Server.get(Server.trusting(Server.authority()), Server.CONNECTION);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(answer.body()).contains("\"engine\":\"Handfast\"");
    }

    @Test
    void chromiumNegotiatesTheHybridGroup() throws Exception {
        Shell.need("chromium");
        Path home = Files.createDirectories(Path.of(System.getProperty("work")));
        Shell.Result page = Shell.run(List.of("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                "--ignore-certificate-errors", "--user-data-dir=" + Files.createTempDirectory(home, "chromium"),
                "--dump-dom", Server.https(Server.CONNECTION))).succeeded();
        assertThat(page.output()).contains("\"namedGroup\":\"X25519MLKEM768\"", "\"engine\":\"Handfast\"");
    }

    @Test
    void nothingButTheOwnConnectionIsOpenToEverybody() throws Exception {
        HttpResponse<String> answer =
                Server.get(Server.trusting(Server.authority()), "/handfast/api/v1/profiles");
        assertThat(answer.body()).doesNotContain("\"groups\"").doesNotContain("modern-");
    }

    @Test
    void keysAreTheOwnersAlone() throws Exception {
        for (String key : List.of("ca-key.pem", "server-key.pem")) {
            assertThat(Files.getPosixFilePermissions(Server.base().resolve("data/handfast").resolve(key)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }
}
