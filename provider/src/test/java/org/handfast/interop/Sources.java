package org.handfast.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.handfast.testing.KeyKind;

/** Peers that are small programs of ours in other languages; what has to be compiled is compiled beside the tests. */
abstract class Sources extends Program {
    Sources(Path directory) {
        super(directory);
    }

    static List<Peer> peers(Path directory) {
        return List.of(new NodeJs(directory), new Go(directory), new Rustls(directory));
    }

    /** Node over its OpenSSL. */
    static final class NodeJs extends Sources {
        NodeJs(Path directory) {
            super(directory);
        }

        @Override
        public String name() {
            return "Node";
        }

        @Override
        public Optional<String> missing() {
            return Programs.missing("node", "Node 20 or newer");
        }

        @Override
        List<String> command() {
            return List.of("node", Programs.resource("node/peer.js").toString());
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
            return client();
        }

        @Override
        String suite(InteropCase given) {
            return given.is13() ? super.suite(given) : OpenSsl.tls12Name(super.suite(given));
        }

        @Override
        String groups(InteropCase given) {
            return OpenSsl.groups(given);
        }

        @Override
        String offeredGroups(InteropCase given) {
            return OpenSsl.offeredGroups(given);
        }
    }

    /** What is compiled for this run, from when the run begins. */
    private abstract static class Compiled extends Sources {
        private final Future<Tool> build;

        Compiled(Path directory) {
            super(directory);
            build = Programs.missing(compiler().get(0), "").isPresent() ? null
                    : Threads.start(() -> Programs.build(name(), source(), compiler()));
        }

        abstract Path source();

        abstract List<String> compiler();

        abstract Path program();

        @Override
        public Optional<String> missing() {
            if (build == null) {
                return Programs.missing(compiler().get(0), "the tools of " + name());
            }
            try {
                Tool done = build.get();
                return done.awaitEnd() == 0 ? Optional.empty() : Optional.of("does not compile here: " + done);
            } catch (Exception e) {
                return Optional.of("does not compile here: " + e);
            }
        }

        @Override
        final List<String> command() {
            return List.of(program().toString());
        }
    }

    /** Go's standard library. */
    static final class Go extends Compiled {
        Go(Path directory) {
            super(directory);
        }

        @Override
        public String name() {
            return "Go";
        }

        @Override
        Path source() {
            return Programs.resource("go");
        }

        @Override
        List<String> compiler() {
            return List.of("go", "build", "-o", program().toString(), ".");
        }

        @Override
        Path program() {
            return Programs.buildDirectory().resolve("go-peer");
        }

        private static Abilities abilities() {
            return Abilities.all()
                    .without(Dimension.GROUP, LACKS, "x448", "ffdhe2048", "ffdhe3072")
                    .without(Dimension.CERTIFICATE, LACKS, "RSA_PSS_2048", "ED448")
                    .without(Dimension.KEY_UPDATE, ONLY_ANSWERS, "peer's");
        }

        @Override
        public Optional<Abilities> client() {
            return Optional.of(abilities()
                    .never("a HelloRetryRequest to X25519MLKEM768: Go sends a share of it if it has it at all",
                            c -> c.retriesHello() && c.get(Dimension.GROUP).equals("X25519MLKEM768")));
        }

        @Override
        public Optional<Abilities> server() {
            return Optional.of(abilities());
        }

        @Override
        String groups(InteropCase given) {
            return Jsse.joined(given);
        }

        /** Its order of groups is its own, hybrids first; it sends a share of the first, and of that one's curve. */
        @Override
        String offeredGroups(InteropCase given) {
            String decoy = switch (given.get(Dimension.GROUP)) {
                case "x25519" -> "SecP256r1MLKEM768";
                case "SecP256r1MLKEM768", "SecP384r1MLKEM1024" -> "X25519MLKEM768";
                default -> "x25519";
            };
            return given.retriesHello() ? Jsse.joined(given, decoy) : Jsse.joined(given);
        }
    }

    /** rustls over aws-lc-rs. */
    static final class Rustls extends Compiled {
        Rustls(Path directory) {
            super(directory);
        }

        @Override
        public String name() {
            return "rustls";
        }

        @Override
        public String version() {
            return Programs.firstMatch(source().resolve("Cargo.toml"), "rustls = \"=([^\"]+)\"");
        }

        @Override
        Path source() {
            return Programs.resource("rustls");
        }

        @Override
        List<String> compiler() {
            return List.of("cargo", "build", "--release", "--target-dir", program().getParent().getParent().toString());
        }

        @Override
        Path program() {
            return Programs.buildDirectory().resolve("rustls").resolve("release").resolve("peer");
        }

        @Override
        public Optional<Abilities> client() {
            return Optional.of(abilities()
                    .never("TLS 1.2 with a server's key on P-521: it takes such keys, but does not offer the curve",
                            c -> !c.is13() && c.key() == KeyKind.EC_P521));
        }

        private static Abilities abilities() {
            return Abilities.all()
                    .without(Dimension.GROUP, LACKS, "SecP384r1MLKEM1024", "secp521r1", "x448", "ffdhe2048",
                            "ffdhe3072")
                    .without(Dimension.CERTIFICATE, LACKS, "RSA_PSS_2048", "ED448");
        }

        @Override
        public Optional<Abilities> server() {
            return Optional.of(abilities());
        }

        @Override
        String groups(InteropCase given) {
            return given.get(Dimension.GROUP);
        }

        @Override
        String offeredGroups(InteropCase given) {
            String decoy = given.get(Dimension.GROUP).equals("secp384r1") ? "secp256r1" : "secp384r1";
            return given.retriesHello() ? Jsse.joined(given, decoy) : Jsse.joined(given);
        }
    }
}
