package org.handfast.jsse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;

/** The names and sizes under which the JDK's constraints speak of our code points. */
final class AlgorithmNames {
    private static final Map<NamedGroup, Family> FAMILIES = Map.ofEntries(
            Map.entry(NamedGroup.SECP256R1, new Family("EC", 256)),
            Map.entry(NamedGroup.SECP384R1, new Family("EC", 384)),
            Map.entry(NamedGroup.SECP521R1, new Family("EC", 521)),
            Map.entry(NamedGroup.X25519, new Family("XDH", 255)),
            Map.entry(NamedGroup.X448, new Family("XDH", 448)),
            Map.entry(NamedGroup.FFDHE2048, new Family("DiffieHellman", 2048)),
            Map.entry(NamedGroup.FFDHE3072, new Family("DiffieHellman", 3072)),
            Map.entry(NamedGroup.FFDHE4096, new Family("DiffieHellman", 4096)),
            Map.entry(NamedGroup.FFDHE6144, new Family("DiffieHellman", 6144)),
            Map.entry(NamedGroup.FFDHE8192, new Family("DiffieHellman", 8192)),
            Map.entry(NamedGroup.X25519MLKEM768, new Family("ML-KEM", 768)),
            Map.entry(NamedGroup.SECP256R1MLKEM768, new Family("ML-KEM", 768)),
            Map.entry(NamedGroup.SECP384R1MLKEM1024, new Family("ML-KEM", 1024)));

    private static final String PREFIX = "TLS_";
    private static final String WITH = "_WITH_";

    private AlgorithmNames() {}

    /** A kind of key and its size in bits. */
    private record Family(String name, int bits) {}

    /** Its own name and its kind's names. */
    static List<String> of(NamedGroup group) {
        List<String> names = new ArrayList<>(List.of(group.toString()));
        Family family = FAMILIES.get(group);
        if (family != null) {
            names.add(family.name());
            if (family.name().equals("DiffieHellman")) {
                names.add("DH");
            }
        }
        return names;
    }

    /** Size of its key in bits; 0: unknown, or a hybrid, to which classical limits do not apply. */
    static int bits(NamedGroup group) {
        Family family = FAMILIES.get(group);
        return family == null || family.name().equals("ML-KEM") ? 0 : family.bits();
    }

    /** Its own name and those of cipher, mode and hash. */
    static List<String> of(CipherSuite suite) {
        String name = suite.toString();
        List<String> names = new ArrayList<>(List.of(name));
        int with = name.indexOf(WITH);
        String rest = name.substring(with < 0 ? PREFIX.length() : with + WITH.length());
        int hash = rest.lastIndexOf("_SHA");
        String cipher = hash < 0 ? rest : rest.substring(0, hash);
        names.add(cipher);
        names.addAll(List.of(cipher.split("_")));
        if (hash > 0) {
            String bits = rest.substring(hash + "_SHA".length());
            String digest = bits.isEmpty() ? "1" : bits;
            names.addAll(List.of("SHA" + digest, "SHA-" + digest));
            if (cipher.endsWith("_CBC")) {
                names.add("HmacSHA" + digest);
            }
        }
        return names;
    }

    /** How a suite before TLS 1.3 exchanges keys and authenticates, in all the JDK's spellings; empty for TLS 1.3. */
    static List<String> ofKeyExchange(CipherSuite suite) {
        String name = suite.toString();
        int with = name.indexOf(WITH);
        if (with < 0) {
            return List.of();
        }
        String exchange = name.substring(PREFIX.length(), with);
        List<String> names = new ArrayList<>(List.of(exchange));
        names.addAll(List.of(exchange.split("_")));
        if (names.contains("DHE")) {
            names.addAll(List.of("DH", "DiffieHellman"));
        }
        return names;
    }

    /** Size of its symmetric key in bits; 0: unknown. */
    static int bits(CipherSuite suite) {
        String name = suite.toString();
        return name.contains("_256_") || name.contains("CHACHA20") ? 256 : name.contains("_128_") ? 128 : 0;
    }

    /** Its own name, its JCA name and the parts of that. */
    static List<String> of(SignatureScheme scheme) {
        List<String> names = new ArrayList<>(List.of(scheme.toString()));
        JsseNames.signature(scheme).ifPresent(jca -> {
            names.add(jca);
            names.addAll(List.of(jca.split("with")));
        });
        int hash = scheme.toString().lastIndexOf("_sha");
        if (hash > 0) {
            String bits = scheme.toString().substring(hash + "_sha".length());
            names.add("SHA" + bits);
            names.add("SHA-" + bits);
        }
        return names;
    }
}
