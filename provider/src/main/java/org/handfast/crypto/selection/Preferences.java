package org.handfast.crypto.selection;

import java.util.List;
import java.util.Set;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;

/** The table of what is wanted, in order, and of what Bouncy Castle does better than the platform. */
final class Preferences {
    /** RFC 9846 appendix B.4; ChaCha20 is slower than AES with hardware help. */
    static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_AES_128_CCM_SHA256);

    /**
     * Curves before finite fields, and CCM last, which is slow. The CCM_8 suites are left out, of TLS 1.3 too: a
     * forger of their short tag needs only 2^64 tries, so their registry entries say they are not recommended.
     */
    static final List<CipherSuite> SUITES_12 = List.of(
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CCM,
            CipherSuite.TLS_DHE_RSA_WITH_AES_128_CCM,
            CipherSuite.TLS_DHE_RSA_WITH_AES_256_CCM);

    /** Groups of one algorithm, and the parts of hybrids. */
    static final List<NamedGroup> PLAIN_GROUPS = List.of(
            NamedGroup.MLKEM768,
            NamedGroup.MLKEM1024,
            NamedGroup.X25519,
            NamedGroup.SECP256R1,
            NamedGroup.SECP384R1,
            NamedGroup.SECP521R1,
            NamedGroup.X448,
            NamedGroup.FFDHE2048,
            NamedGroup.FFDHE3072,
            NamedGroup.FFDHE4096,
            NamedGroup.FFDHE6144,
            NamedGroup.FFDHE8192);

    /** Never offered alone: no RFC defines TLS with ML-KEM only. */
    static final Set<NamedGroup> ONLY_IN_HYBRIDS = Set.of(NamedGroup.MLKEM768, NamedGroup.MLKEM1024);

    /** Strong and fast first; RSASSA-PKCS1-v1_5 only for certificates, so last. */
    static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ED25519,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.ECDSA_SECP521R1_SHA512,
            SignatureScheme.ED448,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512,
            SignatureScheme.RSA_PSS_PSS_SHA256,
            SignatureScheme.RSA_PSS_PSS_SHA384,
            SignatureScheme.RSA_PSS_PSS_SHA512,
            SignatureScheme.RSA_PKCS1_SHA256,
            SignatureScheme.RSA_PKCS1_SHA384,
            SignatureScheme.RSA_PKCS1_SHA512);

    /** Measured two to six times faster than the platform; for all else the platform comes first. */
    static final Set<NamedGroup> GROUPS_OF_BOUNCY_CASTLE =
            Set.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1);

    /** Measured two to twelve times faster than the platform. */
    static final Set<SignatureScheme> SCHEMES_OF_BOUNCY_CASTLE = Set.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.ECDSA_SECP521R1_SHA512);

    private Preferences() {}
}
