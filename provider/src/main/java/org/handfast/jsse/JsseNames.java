package org.handfast.jsse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;

/** The one table between names of JSSE and code points of IANA. */
final class JsseNames {
    /** Protocol of a session that has none. */
    static final String NO_PROTOCOL = "NONE";

    /** Suite of a session that has none. */
    static final String NO_SUITE = "SSL_NULL_WITH_NULL_NULL";

    private static final String OLD_PREFIX = "SSL_";
    private static final String PREFIX = "TLS_";

    private static final Map<SignatureScheme, String> SIGNATURES = Map.ofEntries(
            Map.entry(SignatureScheme.ECDSA_SECP256R1_SHA256, "SHA256withECDSA"),
            Map.entry(SignatureScheme.ECDSA_SECP384R1_SHA384, "SHA384withECDSA"),
            Map.entry(SignatureScheme.ECDSA_SECP521R1_SHA512, "SHA512withECDSA"),
            Map.entry(SignatureScheme.ED25519, "Ed25519"),
            Map.entry(SignatureScheme.ED448, "Ed448"),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA256, "RSASSA-PSS"),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA384, "RSASSA-PSS"),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA512, "RSASSA-PSS"),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA256, "RSASSA-PSS"),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA384, "RSASSA-PSS"),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA512, "RSASSA-PSS"),
            Map.entry(SignatureScheme.RSA_PKCS1_SHA256, "SHA256withRSA"),
            Map.entry(SignatureScheme.RSA_PKCS1_SHA384, "SHA384withRSA"),
            Map.entry(SignatureScheme.RSA_PKCS1_SHA512, "SHA512withRSA"),
            Map.entry(SignatureScheme.RSA_PKCS1_SHA1, "SHA1withRSA"),
            Map.entry(SignatureScheme.ECDSA_SHA1, "SHA1withECDSA"));

    private JsseNames() {}

    /** The suite of this name; the JDK's {@code SSL_} spelling of a {@code TLS_} name counts too. */
    static Optional<CipherSuite> suite(String name) {
        Optional<CipherSuite> suite = CipherSuite.named(name);
        return suite.isPresent() || !name.startsWith(OLD_PREFIX)
                ? suite
                : CipherSuite.named(PREFIX + name.substring(OLD_PREFIX.length()));
    }

    /** Names in order. */
    static String[] suites(List<CipherSuite> suites) {
        return suites.stream().map(CipherSuite::toString).toArray(String[]::new);
    }

    /** Names in order. */
    static String[] versions(List<ProtocolVersion> versions) {
        return versions.stream().map(ProtocolVersion::toString).toArray(String[]::new);
    }

    /**
     * The suites of these names. TLS_FALLBACK_SCSV is none and not among the supported ones, which callers enable all
     * together; a client that repeats itself with a lower version names it (RFC 7507 §4).
     *
     * @throws IllegalArgumentException for null, a null element, or a name that is not supported
     */
    static List<CipherSuite> suites(String[] names, List<CipherSuite> supported) {
        List<CipherSuite> suites = new ArrayList<>();
        for (String name : checked(names, "cipher suites")) {
            suites.add(suite(name)
                    .filter(suite -> supported.contains(suite) || suite.equals(CipherSuite.TLS_FALLBACK_SCSV))
                    .orElseThrow(() -> unsupported("cipher suite", name)));
        }
        return List.copyOf(new LinkedHashSet<>(suites));
    }

    /**
     * The versions of these names.
     *
     * @throws IllegalArgumentException for null, a null element, or a name that is not supported
     */
    static List<ProtocolVersion> versions(String[] names, List<ProtocolVersion> supported) {
        List<ProtocolVersion> versions = new ArrayList<>();
        for (String name : checked(names, "protocols")) {
            versions.add(ProtocolVersion.named(name)
                    .filter(supported::contains)
                    .orElseThrow(() -> unsupported("protocol", name)));
        }
        return List.copyOf(new LinkedHashSet<>(versions));
    }

    /** JCA names of signatures, each once; schemes without one are left out. */
    static String[] signatures(List<SignatureScheme> schemes) {
        return schemes.stream()
                .map(SIGNATURES::get)
                .filter(name -> name != null)
                .distinct()
                .toArray(String[]::new);
    }

    /** JCA name of the signature; empty for a scheme the JCA has no name for. */
    static Optional<String> signature(SignatureScheme scheme) {
        return Optional.ofNullable(SIGNATURES.get(scheme));
    }

    private static String[] checked(String[] names, String what) {
        if (names == null) {
            throw new IllegalArgumentException("null " + what);
        }
        for (String name : names) {
            if (name == null || name.isEmpty()) {
                throw new IllegalArgumentException("null or empty name among the " + what);
            }
        }
        return names;
    }

    private static IllegalArgumentException unsupported(String what, String name) {
        return new IllegalArgumentException("Unsupported " + what + ": " + name);
    }
}
