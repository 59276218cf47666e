package org.handfast.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.handfast.testing.KeyKind;

/** {@code gnutls-cli} and {@code gnutls-serv --echo}. */
final class GnuTls implements Peer {
    private final Path directory;

    GnuTls(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "GnuTLS";
    }

    @Override
    public String version() {
        return Programs.packageVersion(directory, "gnutls-bin");
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("gnutls-cli", "package gnutls-bin");
    }

    private static Abilities abilities() {
        return Abilities.all()
                .without(Dimension.GROUP, OLDER_THAN_ML_KEM,
                        "X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024");
    }

    @Override
    public Optional<Abilities> client() {
        return Optional.of(abilities());
    }

    @Override
    public Optional<Abilities> server() {
        return Optional.of(abilities()
                .without(Dimension.KEY_UPDATE, ONLY_ANSWERS, "peer's"));
    }

    @Override
    public Client connect(InteropCase given, Pki pki, int port) {
        List<String> command = new ArrayList<>(List.of("gnutls-cli", "--x509cafile", pki.anchorFile().toString(),
                "--sni-hostname", "localhost", "--verify-hostname", "localhost", "--inline-commands",
                "--single-key-share", "--port", Integer.toString(port), "--priority",
                priority(given, given.retriesHello() ? decoy(given) : "")));
        given.offeredProtocols().forEach(p -> command.addAll(List.of("--alpn", p)));
        if (given.clientHasKey()) {
            command.addAll(List.of("--x509certfile", pki.clientChain(given.key()).toString(),
                    "--x509keyfile", pki.clientKey(given.key()).toString()));
        }
        command.add("127.0.0.1");
        return new PipeClient(Tool.start(directory, command)) {
            @Override
            public void updateKeys() {
                tool().say("^rekey^\n".getBytes(StandardCharsets.US_ASCII));
            }
        };
    }

    @Override
    public Server listen(InteropCase given, Pki pki) {
        int port = Programs.freePort();
        List<String> command = new ArrayList<>(List.of("gnutls-serv", "--echo", "--crlf", "--port",
                Integer.toString(port), "--x509cafile", pki.anchorFile().toString(),
                "--x509certfile", pki.serverChain(given.key()).toString(),
                "--x509keyfile", pki.serverKey(given.key()).toString(), "--priority", priority(given, "")));
        if (given.negotiatesProtocol()) {
            command.addAll(List.of("--alpn", InteropCase.PROTOCOL, "--alpn-fatal"));
        }
        command.add(given.clientHasKey()
                ? "--require-client-cert"
                : given.asksClient() ? "--verify-client-cert" : "--disable-client-cert");
        return new EchoServer(Tool.start(directory, command), port) {
            /** It gives lines back. */
            @Override
            public byte[] request(byte[] body) {
                byte[] line = Arrays.copyOf(body, body.length + 1);
                line[body.length] = '\n';
                return line;
            }

            @Override
            public byte[] answer(InputStream in) throws IOException {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                    line.write(next);
                }
                return line.toByteArray();
            }
        };
    }

    private static String decoy(InteropCase given) {
        return ":+GROUP-" + (given.get(Dimension.GROUP).equals("secp521r1") ? "SECP256R1" : "SECP521R1");
    }

    private static String priority(InteropCase given, String first) {
        String suite = given.get(Dimension.SUITE);
        String cipher = suite.contains("CHACHA20")
                ? "CHACHA20-POLY1305"
                : suite.contains("AES_128") ? "AES-128-GCM" : "AES-256-GCM";
        String version = given.is13() ? "+VERS-TLS1.3" : "+VERS-TLS1.2:+ECDHE-RSA:+ECDHE-ECDSA";
        return "NONE:" + version + ":+" + cipher + ":+AEAD:+SIGN-ALL:+CTYPE-X509:+COMP-NULL" + first
                + ":+GROUP-" + given.get(Dimension.GROUP).toUpperCase(Locale.ROOT)
                + (given.is13() ? "" : curve(given.key()));
    }

    private static String curve(KeyKind key) {
        return key.name().startsWith("EC_P") ? ":+GROUP-SECP" + key.name().substring(4) + "R1" : "";
    }
}
