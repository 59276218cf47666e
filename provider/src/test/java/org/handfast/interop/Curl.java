package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** curl over OpenSSL: one request. */
final class Curl implements Peer {
    private final Path directory;

    Curl(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "curl";
    }

    @Override
    public String version() {
        return Tool.run(directory, List.of("curl", "--version")).split(" ")[1];
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("curl", "package curl");
    }

    @Override
    public Optional<Abilities> client() {
        return Optional.of(Abilities.all()
                .without(Dimension.GROUP, OLDER_THAN_ML_KEM,
                        "X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024")
                .without(Dimension.KEY_UPDATE, ONLY_ANSWERS, "peer's"));
    }

    @Override
    public Optional<Abilities> server() {
        return Optional.empty();
    }

    @Override
    public String without() {
        return "it is a client only";
    }

    @Override
    public int rounds(InteropCase given) {
        return 1;
    }

    @Override
    public Client connect(InteropCase given, Pki pki, int port) {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--fail", "--cacert",
                pki.anchorFile().toString(), "--connect-to", "localhost:" + port + ":127.0.0.1:" + port,
                "--curves", OpenSsl.offeredGroups(given)));
        command.addAll(given.is13()
                ? List.of("--tlsv1.3", "--tls13-ciphers", given.get(Dimension.SUITE))
                : List.of("--tlsv1.2", "--tls-max", "1.2", "--ciphers", OpenSsl.tls12Name(given.get(Dimension.SUITE))));
        command.addAll(!given.negotiatesProtocol()
                ? List.of("--http1.0", "--no-alpn")
                : given.offeredProtocols().size() == 1 ? List.of("--http1.1") : List.of("--http2"));
        if (given.clientHasKey()) {
            command.addAll(List.of("--cert", pki.clientChain(given.key()).toString(),
                    "--key", pki.clientKey(given.key()).toString()));
        }
        return new OneRequest(command, port);
    }

    /** Runs when there is something to send. */
    private final class OneRequest implements Client {
        private final List<String> command;
        private final int port;
        private Tool tool;

        OneRequest(List<String> command, int port) {
            this.command = command;
            this.port = port;
        }

        @Override
        public byte[] exchange(byte[] body) {
            Path sent = directory.resolve("curl-" + port + ".txt");
            Path received = directory.resolve("curl-" + port + ".out");
            command.addAll(List.of("-H", "Expect:", "--data-binary", "@" + sent, "-o", received.toString(),
                    "https://localhost:" + port + "/echo"));
            try {
                Files.write(sent, body);
                tool = Tool.start(directory, command);
                assertThat(tool.awaitEnd()).as("exit status").isZero();
                return Files.readAllBytes(received);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void end() {
            assertThat(tool.everything()).isEmpty();
        }

        @Override
        public String said() {
            return String.valueOf(tool == null ? command : tool);
        }

        @Override
        public void close() {
            if (tool != null) {
                tool.close();
            }
        }
    }
}
