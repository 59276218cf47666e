package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chromium without a window, a process for each case: it prints what a page became. Our server decides the rest. */
final class Chromium implements Peer {
    private static final List<String> SHARES = List.of("X25519MLKEM768", "x25519");
    private static final Pattern RESULT = Pattern.compile("<pre>(\\d+)</pre>");

    private final Path directory;

    Chromium(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "Chromium";
    }

    @Override
    public String version() {
        return Programs.packageVersion(directory, "chromium");
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("chromium", "package chromium")
                .or(() -> Programs.missing("certutil", "package libnss3-tools"));
    }

    @Override
    public Optional<Abilities> client() {
        return Optional.of(Abilities.all()
                .only(Dimension.GROUP, LACKS, "X25519MLKEM768", "x25519", "secp256r1", "secp384r1")
                .only(Dimension.CERTIFICATE, LACKS, "RSA_2048", "EC_P256", "EC_P384")
                .only(Dimension.ALPN, BROWSERS_OFFER, "second")
                .without(Dimension.CLIENT_AUTH, "it takes a policy of the whole machine to give one unasked", "given")
                .without(Dimension.KEY_UPDATE, ONLY_ANSWERS, "peer's")
                .never("its shares are X25519MLKEM768 and x25519, whatever is wanted",
                        c -> c.is13() && c.retriesHello() == SHARES.contains(c.get(Dimension.GROUP))));
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
    public List<InteropCase> choose(Cover cover) {
        return cover.eachOnce();
    }

    @Override
    public List<InteropCase> chooseMore(Cover cover) {
        return cover.pairwise();
    }

    @Override
    public int rounds(InteropCase given) {
        return 1;
    }

    @Override
    public Client connect(InteropCase given, Pki pki, int port) {
        Path home = directory.resolve("chromium-home");
        NssStore.make(directory, home.resolve(".pki").resolve("nssdb"), pki);
        return new OnePage(home, port);
    }

    /** What a page says that has asked our server to echo its body. */
    private final class OnePage implements Client {
        private final Path home;
        private final int port;
        private Tool tool;

        OnePage(Path home, int port) {
            this.home = home;
            this.port = port;
        }

        @Override
        public byte[] exchange(byte[] body) {
            tool = Tool.start(directory, Map.of("HOME", home.toString()), List.of("chromium", "--headless",
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--user-data-dir=" + home.resolve("profile-" + port), "--dump-dom",
                    "https://localhost:" + port + OurServer.PAGE));
            assertThat(tool.awaitEnd()).as("exit status").isZero();
            Matcher result = RESULT.matcher(tool.everything());
            assertThat(result.find()).as("a page with the echo").isTrue();
            return result.group(1).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void end() {
            assertThat(tool.isAlive()).isFalse();
        }

        @Override
        public String said() {
            return String.valueOf(tool);
        }

        @Override
        public void close() {
            if (tool != null) {
                tool.close();
            }
        }
    }
}
