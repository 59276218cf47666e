package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.handfast.it.Authority.Identity;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The profile file is edited while clients connect. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ProfileChangeTestCase {
    private static final Duration PROMISED = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private ProfileFile file;
    private BigInteger serial;

    @Deployment(testable = false)
    static WebArchive application() {
        return Probes.held("held");
    }

    @BeforeEach
    void asInstalled() throws Exception {
        Shell.need("openssl");
        file = new ProfileFile();
        serial = Authority.read(Server.base().resolve("data/handfast/server.pem")).getSerialNumber();
    }

    @AfterEach
    void asBefore() throws Exception {
        file.close();
        Eventually.holds("the file as it was", () -> Console.rest("profiles").getJsonArray("problems").isEmpty()
                && Handshake.with(Server.HTTPS).serial().equals(serial));
    }

    @Test
    void anotherCertificateAndGroupOrderAreSeenWithinASecondAndNoHandshakeFails() throws Exception {
        Identity renewed = Authority.ofServer().localhost()
                .write(directory.resolve("renewed.pem"), directory.resolve("renewed-key.pem"));
        int starts = starts();
        try (HandshakeLoop loop = new HandshakeLoop(Server.HTTPS)) {
            loop.until(seen -> seen.serial().equals(serial) && seen.group().startsWith("X25519"));

            file.edit(text -> withCertificate(text, "renewed"));
            assertThat(loop.until(seen -> seen.serial().equals(renewed.serial()))).isLessThanOrEqualTo(PROMISED);

            file.edit(text -> ProfileFile.with(withCertificate(text, "renewed"), "groups", "[[secp256r1], [X25519]]"));
            assertThat(loop.until(seen -> seen.group().contains("prime256v1"))).isLessThanOrEqualTo(PROMISED);

            assertThat(loop.failed()).isEmpty();
        }
        assertThat(starts()).as("starts and reloads of the server").isEqualTo(starts);
    }

    @Test
    void aContextThatAnApplicationHoldsFollows() throws Exception {
        int port = Integer.parseInt(Server.http("/held/held"));
        assertThat(Handshake.with(port).serial()).isEqualTo(serial);
        Identity renewed = Authority.ofServer().localhost()
                .write(directory.resolve("renewed.pem"), directory.resolve("renewed-key.pem"));

        file.edit(text -> withCertificate(text, "renewed"));

        Eventually.holds("the held context serves the new certificate",
                () -> Handshake.with(port).serial().equals(renewed.serial()));
    }

    @Test
    void unreadableYamlIsOneErrorAndTheLastGoodStateServes() throws Exception {
        file.edit(text -> text.replaceFirst("spec:", "spec: [unclosed"));

        assertRefused("HF7004", "not YAML");
    }

    @Test
    void anUnknownGroupIsOneErrorAndTheLastGoodStateServes() throws Exception {
        file.set("groups", "[X25519, X25591]");

        assertRefused("HF71", "X25591");
    }

    @Test
    void aKeyOfAnotherCertificateIsOneErrorAndTheLastGoodStateServes() throws Exception {
        Authority.ofServer().localhost().write(directory.resolve("one.pem"), directory.resolve("one-key.pem"));
        Authority.ofServer().localhost().write(directory.resolve("other.pem"), directory.resolve("other-key.pem"));
        Files.copy(directory.resolve("other-key.pem"), directory.resolve("mixed-key.pem"));
        Files.copy(directory.resolve("one.pem"), directory.resolve("mixed.pem"));

        file.edit(text -> withCertificate(text, "mixed"));

        assertRefused("HF7205", "does not belong");
    }

    @Test
    void anEmptyTrustStoreIsOneErrorAndTheLastGoodStateServes() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));

        file.edit(text -> ProfileFile.with(ProfileFile.with(text, "clientAuth", "need"),
                "trust", "{bundle: '" + empty + "'}"));

        assertRefused("HF7209", "empty.pem");
    }

    private void assertRefused(String code, String words) throws Exception {
        Eventually.holds("a problem is told", () -> !Console.rest("profiles").getJsonArray("problems").isEmpty());

        JsonArray problems = Console.rest("profiles").getJsonArray("problems");
        assertThat(problems).hasSize(1);
        assertThat(problems.getJsonObject(0).getString("code")).startsWith(code);
        assertThat(problems.getJsonObject(0).getString("message")).contains(words);
        assertThat(problems.getJsonObject(0).getString("fix")).isNotBlank();
        assertThat(problems.getJsonObject(0).getInt("line")).isPositive();
        assertThat(Files.readString(Server.base().resolve("log/server.log")))
                .contains("handfast.yaml:" + problems.getJsonObject(0).getInt("line") + ":", code);
        assertThat(Handshake.with(Server.HTTPS).serial()).isEqualTo(serial);
        assertThat(Console.defaultProfile().getString("clientAuthentication")).isEqualTo("none");
    }

    private String withCertificate(String text, String name) {
        return ProfileFile.withCertificate(text, directory.resolve(name + ".pem"),
                directory.resolve(name + "-key.pem"));
    }

    /** A start and a reload both log this. */
    private static int starts() throws Exception {
        return Files.readString(Server.base().resolve("log/server.log")).split("WFLYSRV0025", -1).length;
    }
}
