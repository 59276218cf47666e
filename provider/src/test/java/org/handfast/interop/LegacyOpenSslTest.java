package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.handfast.config.TlsRegistry;
import org.handfast.iana.CipherSuite;
import org.handfast.jsse.ProfileContexts;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every legacy suite of a profile against OpenSSL, in both roles, with and without encrypt_then_mac. */
class LegacyOpenSslTest {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";
    private static final Authority CA = Certificates.authority("Legacy Root");
    private static final String LINE = "a".repeat(3000) + "bc";

    @TempDir
    static Path directory;

    private static String disabled;
    private static TlsRegistry registry;
    private static SSLServerSocket listening;

    /** A suite, and whether the peer knows encrypt_then_mac. */
    private record Case(CipherSuite suite, boolean encryptThenMac) {
        boolean cbc() {
            return suite.toString().contains("_CBC_");
        }

        String key() {
            return suite.toString().contains("_ECDSA_") ? "ec" : "rsa";
        }

        /** {@code TLS_DHE_RSA_WITH_AES_128_CBC_SHA} is {@code DHE-RSA-AES128-SHA}. */
        List<String> options() {
            String name = suite.toString().substring("TLS_".length())
                    .replaceFirst("^RSA_WITH_", "").replace("_WITH", "").replace("AES_", "AES").replace("_CBC", "")
                    .replace('_', '-');
            List<String> options = new ArrayList<>(List.of("-tls1_2", "-cipher", name + ":@SECLEVEL=1"));
            if (!encryptThenMac) {
                options.add("-no_etm");
            }
            return options;
        }

        @Override
        public String toString() {
            return suite + (encryptThenMac ? "" : " with the MAC inside");
        }
    }

    static Stream<Case> cases() {
        return suites().flatMap(suite -> Stream.of(new Case(suite, true), new Case(suite, false)))
                .filter(c -> c.encryptThenMac() || c.cbc());
    }

    private static Stream<CipherSuite> suites() {
        return CipherSuite.known().stream().filter(CipherSuite::isLegacy);
    }

    /** Newer Javas list key transport among what is disabled, which binds profiles, too: an administrator's step. */
    @BeforeAll
    static void profiles() throws Exception {
        assumeTrue(Programs.missing("openssl", "package openssl").isEmpty());
        disabled = Security.getProperty(DISABLED);
        Security.setProperty(DISABLED, disabled.replace("TLS_RSA_*,", ""));
        identity("rsa", CA.issue("localhost").dns("localhost").server()
                .usage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment).keys(KeyKind.RSA_2048).make());
        identity("ec", CA.localhost(KeyKind.EC_P256));
        Tool.run(directory, List.of("openssl", "genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt",
                "group:ffdhe2048", "-out", "dh.pem"));
        write("ca.pem", pem("CERTIFICATE", CA.certificate().getEncoded()));
        String common = "  extends: compatible\n  versions: [TLSv1.2]\n  groups: [x25519, secp256r1, ffdhe2048]\n"
                + "  legacy:\n    reason: the test\n    expires: 2999-12-31\n    suites:\n"
                + suites().map(suite -> "      - " + suite + "\n").collect(Collectors.joining());
        write("handfast.yaml", document("server", "  certificates:\n"
                + "    - {certificate: rsa.pem, key: rsa-key.pem}\n"
                + "    - {certificate: ec.pem, key: ec-key.pem}\n" + common)
                + document("client", "  trust: {bundle: ca.pem}\n" + common));
        registry = TlsRegistry.of(directory.resolve("handfast.yaml"));
        assertThat(registry.problems()).isEmpty();
        listening = (SSLServerSocket) ProfileContexts.of(registry, "server").getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        Threads.start(LegacyOpenSslTest::serve);
    }

    @AfterAll
    static void close() throws IOException {
        if (disabled != null) {
            Security.setProperty(DISABLED, disabled);
        }
        if (listening != null) {
            listening.close();
            registry.close();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ourServer(Case c) {
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-connect",
                "127.0.0.1:" + listening.getLocalPort(), "-servername", "localhost", "-verify_return_error",
                "-CAfile", directory.resolve("ca.pem").toString(), "-tlsextdebug"));
        command.addAll(c.options());
        try (Tool client = Tool.start(directory, command)) {
            client.say((LINE + "\n").getBytes(StandardCharsets.US_ASCII));
            client.awaitOutput("cba{3000}");
            assertThat(client.everything()).contains("Verify return code: 0");
            assertThat(client.everything().contains("TLS server extension \"encrypt-then-mac\""))
                    .as(client.everything()).isEqualTo(c.cbc() && c.encryptThenMac());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ourClient(Case c) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "openssl", "s_server", "-accept", "127.0.0.1:0", "-rev", "-dhparam", "dh.pem",
                "-cert", directory.resolve(c.key() + ".pem").toString(),
                "-key", directory.resolve(c.key() + "-key.pem").toString()));
        command.addAll(c.options());
        try (Tool server = Tool.start(directory, command)) {
            int port = Integer.parseInt(server.awaitOutput("ACCEPT .*:(\\d+)").group(1));
            try (SSLSocket socket = (SSLSocket) ProfileContexts.of(registry, "client").getSocketFactory()
                    .createSocket("127.0.0.1", port)) {
                socket.setSoTimeout(Tool.LIMIT_SECONDS * 1000);
                socket.getOutputStream().write((LINE + "\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(lines(socket).readLine()).isEqualTo(new StringBuilder(LINE).reverse().toString());
                assertThat(socket.getSession().getCipherSuite()).isEqualTo(c.suite().toString());
            }
        }
    }

    /** One line per connection, reversed. */
    private static Void serve() throws IOException {
        while (true) {
            try (SSLSocket socket = (SSLSocket) listening.accept()) {
                socket.setSoTimeout(Tool.LIMIT_SECONDS * 1000);
                String line = lines(socket).readLine();
                socket.getOutputStream().write(
                        (new StringBuilder(line).reverse() + "\n").getBytes(StandardCharsets.US_ASCII));
                lines(socket).readLine();
            } catch (IOException e) {
                if (listening.isClosed()) {
                    return null;
                }
            }
        }
    }

    private static BufferedReader lines(SSLSocket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static String document(String name, String spec) {
        return "apiVersion: handfast/v1\nkind: Profile\nmetadata: {name: " + name + "}\nspec:\n  side: " + name + "\n"
                + spec + "---\n";
    }

    private static void identity(String name, Identity identity) throws Exception {
        StringBuilder chain = new StringBuilder();
        for (X509Certificate certificate : identity.chain()) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        write(name + ".pem", chain.toString());
        write(name + "-key.pem", pem("PRIVATE KEY", identity.key().getEncoded()));
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
