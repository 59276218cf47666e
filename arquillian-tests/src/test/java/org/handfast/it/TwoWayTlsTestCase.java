package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A profile that needs client certificates. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TwoWayTlsTestCase {
    @TempDir
    Path directory;

    private ProfileFile file;

    @Deployment(testable = false)
    static WebArchive application() {
        return Probes.clientCertificate("twoway");
    }

    @BeforeEach
    void clientsNeedCertificates() throws Exception {
        Authority people = Authority.named("People");
        people.write(directory.resolve("people.pem"));
        people.client("alice").write(directory.resolve("alice.pem"), directory.resolve("alice-key.pem"));
        Authority.named("Strangers").client("mallory")
                .write(directory.resolve("mallory.pem"), directory.resolve("mallory-key.pem"));
        file = new ProfileFile();
        file.edit(text -> ProfileFile.with(ProfileFile.with(text, "clientAuth", "need"),
                "trust", "{bundle: '" + directory.resolve("people.pem") + "'}"));
        Eventually.holds("clients without certificate are refused", () -> curl().code() != 0);
    }

    @AfterEach
    void asBefore() throws Exception {
        file.close();
        Eventually.holds("clients without certificate are served", () -> curl().code() == 0);
    }

    @Test
    void withoutCertificateThereIsNoAnswer() throws Exception {
        Shell.Result curl = curl();

        assertThat(curl.code()).isNotZero();
        assertThat(curl.output()).doesNotContain("nobody");
        assertThat(listening("-tls1_3")).contains("alert certificate required");
    }

    @Test
    void theServletSeesWhoseCertificateItIs() throws Exception {
        Shell.Result curl = curl("--cert", directory.resolve("alice.pem").toString(),
                "--key", directory.resolve("alice-key.pem").toString());

        assertThat(curl.code()).as(curl.output()).isZero();
        assertThat(curl.output()).isEqualTo("CN=alice");
    }

    @Test
    void withTls12AsWell() throws Exception {
        Shell.Result nobody = curl("--tls-max", "1.2");
        assertThat(nobody.code()).isNotZero();
        assertThat(nobody.output()).doesNotContain("nobody");
        assertThat(listening("-tls1_2")).contains("alert handshake failure");

        Shell.Result alice = curl("--tls-max", "1.2", "--cert", directory.resolve("alice.pem").toString(),
                "--key", directory.resolve("alice-key.pem").toString());
        assertThat(alice.code()).as(alice.output()).isZero();
        assertThat(alice.output()).isEqualTo("CN=alice");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
        Shell.Result curl = curl("--cert", directory.resolve("mallory.pem").toString(),
                "--key", directory.resolve("mallory-key.pem").toString());

        assertThat(curl.code()).isNotZero();
        assertThat(curl.output()).doesNotContain("CN=mallory");
        assertThat(listening("-tls1_3", "-cert", directory.resolve("mallory.pem").toString(),
                "-key", directory.resolve("mallory-key.pem").toString())).contains("alert unknown ca");
    }

    /** A client that only listens: one that already sends its request may miss the alert when the server hangs up. */
    private static String listening(String... more) throws Exception {
        Shell.need("openssl");
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-ign_eof", "-connect",
                "localhost:" + Server.HTTPS, "-servername", "localhost"));
        command.addAll(List.of(more));
        return Shell.run(command).output();
    }

    private static Shell.Result curl(String... more) throws Exception {
        Shell.need("curl");
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--cacert", Server.authority().toString(),
                Server.https("/twoway/client")));
        command.addAll(List.of(more));
        return Shell.run(command);
    }
}
