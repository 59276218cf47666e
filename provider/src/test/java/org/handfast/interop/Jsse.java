package org.handfast.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another provider of JSSE, in a JVM of its own. */
abstract class Jsse extends Program {
    private final String provider;
    private final int java;

    /** @param java feature number of the JVM */
    Jsse(Path directory, String provider, int java) {
        super(directory);
        this.provider = provider;
        this.java = java;
    }

    @Override
    public Optional<String> missing() {
        return Programs.java(java).isPresent() ? Optional.empty()
                : Optional.of("no Java " + java + "; install a JDK under /usr/lib/jvm or set JAVA" + java + "_HOME");
    }

    @Override
    final List<String> command() {
        return List.of(Programs.java(java).orElseThrow().toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", JsseProgram.class.getName(), provider);
    }

    @Override
    final Map<String, String> environment() {
        return Map.of("CLASSPATH", System.getProperty("java.class.path"));
    }

    /** The group, in TLS 1.2 also the curve of the certificate, after others. */
    static String joined(InteropCase given, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.add(given.get(Dimension.GROUP));
        if (!given.is13() && given.key().name().startsWith("EC_P")) {
            all.add("secp" + given.key().name().substring("EC_P".length()) + "r1");
        }
        return all.stream().distinct().collect(Collectors.joining(","));
    }

    /** The JDK's own. */
    static final class Sun extends Jsse {
        private static final List<String> SHARES = List.of("x25519", "secp256r1");

        private final int java;

        Sun(Path directory, int java) {
            super(directory, "SunJSSE", java);
            this.java = java;
        }

        @Override
        public String name() {
            return "SunJSSE " + java;
        }

        private boolean choosesGroups() {
            return java >= 20;
        }

        @Override
        public Optional<Abilities> client() {
            return Optional.of(choosesGroups() ? abilities()
                    : abilities().never("its client sends shares of x25519 and secp256r1, whatever is wanted",
                            c -> c.is13() && c.retriesHello() == SHARES.contains(c.get(Dimension.GROUP))));
        }

        @Override
        public Optional<Abilities> server() {
            return Optional.of(abilities());
        }

        private static Abilities abilities() {
            return Abilities.all()
                    .without(Dimension.GROUP, OLDER_THAN_ML_KEM,
                            "X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024")
                    .without(Dimension.GROUP, "SunJSSE drops leading zeros of such a secret, against RFC 9846 §7.4.1: "
                            + "one connection in 256 fails, whoever is the other end", "ffdhe2048", "ffdhe3072");
        }

        @Override
        String groups(InteropCase given) {
            return choosesGroups() ? joined(given) : "";
        }

        /** It sends a share of the first group of each kind: a decoy must be of the same kind. */
        @Override
        String offeredGroups(InteropCase given) {
            if (!choosesGroups() || !given.retriesHello()) {
                return groups(given);
            }
            String decoy = switch (given.get(Dimension.GROUP)) {
                case "x25519" -> "x448";
                case "x448" -> "x25519";
                case "secp521r1" -> "secp256r1";
                case "ffdhe2048" -> "ffdhe3072";
                case "ffdhe3072" -> "ffdhe2048";
                default -> "secp521r1";
            };
            return joined(given, decoy);
        }
    }

    /** Bouncy Castle's. */
    static final class Bouncy extends Jsse {
        private static final List<String> CURVES = List.of("secp256r1", "secp384r1", "secp521r1");

        Bouncy(Path directory) {
            super(directory, "BCJSSE", 17);
        }

        @Override
        public String name() {
            return "BCJSSE";
        }

        @Override
        public String version() {
            return Programs.jarVersion("bctls-jdk18on");
        }

        @Override
        public Optional<Abilities> client() {
            return Optional.of(Abilities.all()
                    .without(Dimension.KEY_UPDATE, ONLY_ANSWERS, "peer's"));
        }

        @Override
        public Optional<Abilities> server() {
            return client();
        }

        /** It takes ECDSA only on its groups, in whole chains: the root's and the key's must be among them. */
        @Override
        String groups(InteropCase given) {
            return Stream.concat(Stream.of(given.get(Dimension.GROUP)), CURVES.stream())
                    .distinct()
                    .collect(Collectors.joining(","));
        }

        /** It sends a share of the first. */
        @Override
        String offeredGroups(InteropCase given) {
            String decoy = given.get(Dimension.GROUP).equals("secp521r1") ? "secp384r1" : "secp521r1";
            return given.retriesHello() ? decoy + "," + groups(given).replaceFirst("," + decoy, "") : groups(given);
        }
    }

    /** Google's, over BoringSSL. */
    static final class OfConscrypt extends Jsse {
        OfConscrypt(Path directory) {
            super(directory, "Conscrypt", 17);
        }

        @Override
        public String name() {
            return "Conscrypt";
        }

        @Override
        public String version() {
            return Programs.jarVersion("conscrypt-openjdk-uber");
        }

        private static Abilities abilities() {
            return Abilities.all()
                    .without(Dimension.GROUP, LACKS, "SecP256r1MLKEM768", "SecP384r1MLKEM1024", "x448",
                            "ffdhe2048", "ffdhe3072")
                    .without(Dimension.CERTIFICATE, LACKS, "RSA_PSS_2048", "ED448")
                    .without(Dimension.CERTIFICATE, "Conscrypt does not offer its signatures", "EC_P521", "ED25519")
                    .without(Dimension.KEY_UPDATE, ONLY_ANSWERS, "peer's");
        }

        @Override
        public Optional<Abilities> client() {
            return Optional.of(abilities()
                    .never("a HelloRetryRequest to X25519MLKEM768: Conscrypt sends a share of it if it has it at all",
                            c -> c.retriesHello() && c.get(Dimension.GROUP).equals("X25519MLKEM768")));
        }

        @Override
        public Optional<Abilities> server() {
            return Optional.of(abilities());
        }

        /** Those of TLS 1.3 cannot be chosen, and without any of TLS 1.2 its server finds no certificate. */
        @Override
        String suite(InteropCase given) {
            return given.is13() ? "" : super.suite(given);
        }

        @Override
        String groups(InteropCase given) {
            return OpenSsl.groups(given).replace(':', ',');
        }

        @Override
        String offeredGroups(InteropCase given) {
            return OpenSsl.offeredGroups(given).replace(':', ',');
        }
    }

    /** All there are. */
    static Stream<Peer> peers(Path directory) {
        return Stream.of(new Sun(directory, 17), new Sun(directory, 25), new Bouncy(directory),
                new OfConscrypt(directory));
    }
}
