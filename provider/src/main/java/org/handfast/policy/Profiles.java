package org.handfast.policy;

import static org.handfast.iana.CipherSuite.TLS_AES_128_GCM_SHA256;
import static org.handfast.iana.CipherSuite.TLS_AES_256_GCM_SHA384;
import static org.handfast.iana.CipherSuite.TLS_CHACHA20_POLY1305_SHA256;
import static org.handfast.iana.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
import static org.handfast.iana.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384;
import static org.handfast.iana.CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256;
import static org.handfast.iana.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
import static org.handfast.iana.CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384;
import static org.handfast.iana.CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256;
import static org.handfast.iana.NamedGroup.FFDHE2048;
import static org.handfast.iana.NamedGroup.FFDHE3072;
import static org.handfast.iana.NamedGroup.FFDHE4096;
import static org.handfast.iana.NamedGroup.FFDHE6144;
import static org.handfast.iana.NamedGroup.FFDHE8192;
import static org.handfast.iana.NamedGroup.SECP256R1;
import static org.handfast.iana.NamedGroup.SECP256R1MLKEM768;
import static org.handfast.iana.NamedGroup.SECP384R1;
import static org.handfast.iana.NamedGroup.SECP384R1MLKEM1024;
import static org.handfast.iana.NamedGroup.SECP521R1;
import static org.handfast.iana.NamedGroup.X25519;
import static org.handfast.iana.NamedGroup.X25519MLKEM768;
import static org.handfast.iana.NamedGroup.X448;
import static org.handfast.iana.SignatureScheme.ECDSA_SECP256R1_SHA256;
import static org.handfast.iana.SignatureScheme.ECDSA_SECP384R1_SHA384;
import static org.handfast.iana.SignatureScheme.ECDSA_SECP521R1_SHA512;
import static org.handfast.iana.SignatureScheme.ED25519;
import static org.handfast.iana.SignatureScheme.ED448;
import static org.handfast.iana.SignatureScheme.RSA_PKCS1_SHA256;
import static org.handfast.iana.SignatureScheme.RSA_PKCS1_SHA384;
import static org.handfast.iana.SignatureScheme.RSA_PKCS1_SHA512;
import static org.handfast.iana.SignatureScheme.RSA_PSS_PSS_SHA256;
import static org.handfast.iana.SignatureScheme.RSA_PSS_PSS_SHA384;
import static org.handfast.iana.SignatureScheme.RSA_PSS_PSS_SHA512;
import static org.handfast.iana.SignatureScheme.RSA_PSS_RSAE_SHA256;
import static org.handfast.iana.SignatureScheme.RSA_PSS_RSAE_SHA384;
import static org.handfast.iana.SignatureScheme.RSA_PSS_RSAE_SHA512;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;

/**
 * The shipped policies. A dated policy is never edited once it has been released: a change of heart is a new one, and
 * the alias moves. Before the first release, which is still to come, they are completed in place. Snapshot files hold
 * every one of them. Immutable.
 */
public final class Profiles {
    private static final List<SignatureScheme> ALL_SCHEMES = List.of(
            ECDSA_SECP256R1_SHA256,
            ED25519,
            RSA_PSS_RSAE_SHA256,
            RSA_PSS_PSS_SHA256,
            ECDSA_SECP384R1_SHA384,
            ECDSA_SECP521R1_SHA512,
            ED448,
            RSA_PSS_RSAE_SHA384,
            RSA_PSS_RSAE_SHA512,
            RSA_PSS_PSS_SHA384,
            RSA_PSS_PSS_SHA512);

    /** Forward secrecy and AEAD: all that is still worth having in TLS 1.2 (RFC 9325 §4.2). */
    private static final List<CipherSuite> SUITES_12 = List.of(
            TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256);

    private static final List<CipherSuite> FIPS_SUITES_12 = SUITES_12.subList(0, 4);

    /** Signs handshakes of TLS 1.2 (RFC 5246 §7.4.1.4.1); in TLS 1.3 certificates only (RFC 9846 §4.3.3). */
    private static final List<SignatureScheme> PKCS1 =
            List.of(RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512);

    private static final List<SignatureScheme> FIPS_SCHEMES = ALL_SCHEMES.stream()
            .filter(s -> !s.equals(ED25519) && !s.equals(ED448))
            .toList();

    /** Everything modern peers need and nothing they do not; hybrids first. */
    public static final Policy MODERN_2026_08 = new Policy(
            "modern-2026-08",
            List.of(ProtocolVersion.TLS13),
            List.of(TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256),
            false,
            List.of(
                    List.of(X25519MLKEM768, SECP256R1MLKEM768, SECP384R1MLKEM1024),
                    List.of(X25519, SECP256R1, SECP384R1, SECP521R1, X448)),
            false,
            List.of(X25519MLKEM768, X25519),
            ALL_SCHEMES,
            joined(ALL_SCHEMES, PKCS1));

    /** Modern, TLS 1.2 with forward secrecy and AEAD, and finite field groups for peers without curves. */
    public static final Policy COMPATIBLE_2026_08 = new Policy(
            "compatible-2026-08",
            List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12),
            joined(MODERN_2026_08.suites(), SUITES_12),
            false,
            List.of(
                    MODERN_2026_08.groupTiers().get(0),
                    MODERN_2026_08.groupTiers().get(1),
                    List.of(FFDHE2048, FFDHE3072, FFDHE4096, FFDHE6144, FFDHE8192)),
            false,
            MODERN_2026_08.keyShares(),
            joined(ALL_SCHEMES, PKCS1),
            joined(ALL_SCHEMES, PKCS1));

    /**
     * Only what NIST approves: no ChaCha20, no X25519 or X448, no EdDSA; TLS 1.2 with what NIST SP 800-52 revision 2
     * puts first. A choice of algorithms, not a validation.
     */
    public static final Policy FIPS_2026_08 = new Policy(
            "fips-2026-08",
            List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12),
            joined(List.of(TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384), FIPS_SUITES_12),
            false,
            List.of(
                    List.of(SECP256R1MLKEM768, SECP384R1MLKEM1024),
                    List.of(SECP256R1, SECP384R1, SECP521R1, FFDHE2048, FFDHE3072, FFDHE4096, FFDHE6144, FFDHE8192)),
            false,
            List.of(SECP256R1MLKEM768, SECP256R1),
            joined(FIPS_SCHEMES, PKCS1),
            joined(FIPS_SCHEMES, PKCS1));

    private static final List<Policy> DATED = List.of(MODERN_2026_08, COMPATIBLE_2026_08, FIPS_2026_08);

    private static final Map<String, Policy> ALIASES = Map.of(
            "modern", MODERN_2026_08, "compatible", COMPATIBLE_2026_08, "fips", FIPS_2026_08);

    private Profiles() {}

    /** The policy used where nothing is asked for. */
    public static Policy standard() {
        return MODERN_2026_08;
    }

    /** The policy with this dated name or alias. */
    public static Optional<Policy> named(String name) {
        return DATED.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .or(() -> Optional.ofNullable(ALIASES.get(name)));
    }

    /** All dated policies. */
    public static List<Policy> dated() {
        return DATED;
    }

    /** Dated names and aliases, sorted. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(ALIASES.keySet());
        DATED.forEach(p -> names.add(p.name()));
        return names;
    }

    /**
     * The policy with the suites and signatures of TLS 1.2 that {@link #COMPATIBLE_2026_08} has, behind its own; the
     * same where it has suites of TLS 1.2 already.
     */
    public static Policy withTls12(Policy policy) {
        if (policy.suites().stream().anyMatch(suite -> !suite.isTls13())) {
            return policy;
        }
        return policy.with(
                List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12),
                joined(policy.suites(), SUITES_12),
                joined(policy.schemes(), PKCS1));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}
