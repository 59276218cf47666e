package org.handfast.interop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.handfast.testing.KeyKind;

/** {@code openssl s_client} and {@code openssl s_server}, spoken to through their standard input and output. */
final class OpenSsl implements Peer {
    private final Path directory;

    OpenSsl(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "OpenSSL";
    }

    @Override
    public String version() {
        return Tool.run(directory, List.of("openssl", "version")).split(" ")[1];
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("openssl", "package openssl");
    }

    @Override
    public Optional<Abilities> client() {
        return Optional.of(abilities());
    }

    @Override
    public Optional<Abilities> server() {
        return Optional.of(abilities());
    }

    private static Abilities abilities() {
        return Abilities.all()
                .without(Dimension.GROUP, OLDER_THAN_ML_KEM,
                        "X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024");
    }

    @Override
    public Client connect(InteropCase given, Pki pki, int port) {
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port,
                "-servername", "localhost", "-verify_hostname", "localhost", "-verify_return_error",
                "-CAfile", pki.anchorFile().toString()));
        if (!given.peerUpdatesKeys()) {
            command.add("-quiet"); // takes no commands
        }
        command.addAll(common(given));
        command.addAll(List.of("-groups", offeredGroups(given)));
        if (given.negotiatesProtocol()) {
            command.addAll(List.of("-alpn", String.join(",", given.offeredProtocols())));
        }
        if (given.clientHasKey()) {
            command.addAll(List.of("-cert", pki.clientChain(given.key()).toString(),
                    "-key", pki.clientKey(given.key()).toString()));
        }
        return new PipeClient(Tool.start(directory, command)) {
            @Override
            public void updateKeys() {
                tool().say("K\n".getBytes(StandardCharsets.US_ASCII));
                tool().awaitErrors("KEYUPDATE");
            }
        };
    }

    @Override
    public Server listen(InteropCase given, Pki pki) {
        List<String> command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0",
                "-cert", pki.serverChain(given.key()).toString(), "-key", pki.serverKey(given.key()).toString(),
                "-CAfile", pki.anchorFile().toString(), "-groups", groups(given)));
        command.addAll(common(given));
        if (given.negotiatesProtocol()) {
            command.addAll(List.of("-alpn", InteropCase.PROTOCOL));
        }
        if (given.asksClient()) {
            command.addAll(List.of(given.clientHasKey() ? "-Verify" : "-verify", "1", "-verify_return_error"));
        }
        Tool tool = Tool.start(directory, command);
        int port = Integer.parseInt(tool.awaitOutput("ACCEPT .*:(\\d+)").group(1));
        return new PipeServer(tool, port) {
            /** It reads its standard input before the connection, so that this comes before the next response. */
            @Override
            public void updateKeys() {
                tool().say("K\n".getBytes(StandardCharsets.US_ASCII));
            }

            @Override
            byte[] cleaned(byte[] output) {
                return new String(output, StandardCharsets.ISO_8859_1)
                        .replace("SSL_do_handshake -> 1\n", "")
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
        };
    }

    private static List<String> common(InteropCase given) {
        return given.is13()
                ? List.of("-tls1_3", "-ciphersuites", given.get(Dimension.SUITE))
                : List.of("-tls1_2", "-cipher", tls12Name(given.get(Dimension.SUITE)));
    }

    /** {@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256} is {@code ECDHE-RSA-AES128-GCM-SHA256}. */
    static String tls12Name(String suite) {
        return suite.substring("TLS_".length())
                .replace("_WITH", "")
                .replace("AES_", "AES")
                .replace("POLY1305_SHA256", "POLY1305")
                .replace('_', '-');
    }

    /** The group, in TLS 1.2 also the curve of the certificate. */
    static String groups(InteropCase given) {
        return Stream.concat(Stream.of(name(given.get(Dimension.GROUP))), given.is13() ? Stream.empty() : curve(given))
                .distinct()
                .collect(Collectors.joining(":"));
    }

    private static Stream<String> curve(InteropCase given) {
        return Stream.of(KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.EC_P521)
                .filter(k -> k == given.key())
                .map(k -> "P-" + k.name().substring("EC_P".length()));
    }

    /** A client's groups: where there shall be a HelloRetryRequest, one comes first that we do not take. */
    static String offeredGroups(InteropCase given) {
        String decoy = given.get(Dimension.GROUP).equals("secp521r1") ? "P-256" : "P-521";
        return given.retriesHello() ? decoy + ":" + groups(given) : groups(given);
    }

    private static String name(String group) {
        return switch (group) {
            case "x25519" -> "X25519";
            case "x448" -> "X448";
            default -> group.replace("secp256r1", "P-256").replace("secp384r1", "P-384").replace("secp521r1", "P-521");
        };
    }
}
