package org.handfast.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.handfast.testing.KeyKind;

/**
 * Firefox without a window, told through its remote control which pages to open: one process without and one with a
 * certificate. Our server decides the rest.
 */
final class Firefox implements Peer {
    private static final List<String> SHARES = List.of("X25519MLKEM768", "x25519", "secp256r1");
    private static final KeyKind CLIENT = KeyKind.EC_P256;

    private enum Profile { PLAIN, WITH_CERTIFICATE }

    private final Path directory;
    private final Map<Profile, Marionette> running = new EnumMap<>(Profile.class);

    Firefox(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "Firefox";
    }

    @Override
    public String version() {
        return Programs.packageVersion(directory, "firefox-esr");
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("firefox-esr", "package firefox-esr")
                .or(() -> Programs.missing("certutil", "package libnss3-tools"));
    }

    @Override
    public Optional<Abilities> client() {
        return Optional.of(Abilities.all()
                .without(Dimension.GROUP, LACKS, "SecP256r1MLKEM768", "SecP384r1MLKEM1024", "x448")
                .only(Dimension.CERTIFICATE, LACKS, "RSA_2048", "EC_P256", "EC_P384", "EC_P521")
                .only(Dimension.ALPN, BROWSERS_OFFER, "second")
                .without(Dimension.KEY_UPDATE, ONLY_ANSWERS, "peer's")
                .never("its shares are X25519MLKEM768, x25519 and secp256r1, whatever is wanted",
                        c -> c.is13() && c.retriesHello() == SHARES.contains(c.get(Dimension.GROUP)))
                .never("its own key is on P-256 in every case", c -> c.clientHasKey() && c.key() != CLIENT));
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
        Marionette firefox = running.computeIfAbsent(
                given.clientHasKey() ? Profile.WITH_CERTIFICATE : Profile.PLAIN, p -> start(p, pki));
        return new OnePage(firefox, "https://localhost:" + port + OurServer.PAGE);
    }

    private Marionette start(Profile kind, Pki pki) {
        Path profile = directory.resolve("firefox-" + kind);
        if (kind == Profile.WITH_CERTIFICATE) {
            NssStore.make(directory, profile, pki, "client", pki.clientChain(CLIENT), pki.clientKey(CLIENT));
        } else {
            NssStore.make(directory, profile, pki);
        }
        int port = Programs.freePort();
        try {
            Files.writeString(profile.resolve("user.js"), """
                    user_pref("marionette.port", %d);
                    user_pref("security.default_personal_cert", "Select Automatically");
                    user_pref("datareporting.policy.dataSubmissionEnabled", false);
                    user_pref("network.captive-portal-service.enabled", false);
                    user_pref("network.connectivity-service.enabled", false);
                    """.formatted(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Marionette(Tool.start(directory, Map.of("HOME", profile.toString(), "MOZ_HEADLESS", "1"),
                List.of("firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", profile.toString())),
                port);
    }

    /** What a page says that has asked our server to echo its body. */
    private static final class OnePage implements Client {
        private final Marionette firefox;
        private final String address;

        OnePage(Marionette firefox, String address) {
            this.firefox = firefox;
            this.address = address;
        }

        @Override
        public byte[] exchange(byte[] body) {
            return firefox.textOf(address).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void end() {
            // the page was there, and the process goes on
        }

        @Override
        public String said() {
            return address + "\n" + firefox.said();
        }

        @Override
        public void close() {
            // the process goes on
        }
    }
}
