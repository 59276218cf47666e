package org.handfast.iana;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signature scheme (RFC 9846 §4.3.3).
 *
 * <p>An open code point: every value a peer may send is representable, known or not. Immutable and
 * thread-safe.
 *
 * @param code the code on the wire, 0 to 0xFFFF
 * @see <a href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml">IANA registry</a>
 */
public record SignatureScheme(int code) {
    public static final SignatureScheme RSA_PKCS1_SHA1 = new SignatureScheme(0x0201);
    public static final SignatureScheme ECDSA_SHA1 = new SignatureScheme(0x0203);
    public static final SignatureScheme RSA_PKCS1_SHA256 = new SignatureScheme(0x0401);
    public static final SignatureScheme RSA_PKCS1_SHA384 = new SignatureScheme(0x0501);
    public static final SignatureScheme RSA_PKCS1_SHA512 = new SignatureScheme(0x0601);
    public static final SignatureScheme ECDSA_SECP256R1_SHA256 = new SignatureScheme(0x0403);
    public static final SignatureScheme ECDSA_SECP384R1_SHA384 = new SignatureScheme(0x0503);
    public static final SignatureScheme ECDSA_SECP521R1_SHA512 = new SignatureScheme(0x0603);
    public static final SignatureScheme RSA_PSS_RSAE_SHA256 = new SignatureScheme(0x0804);
    public static final SignatureScheme RSA_PSS_RSAE_SHA384 = new SignatureScheme(0x0805);
    public static final SignatureScheme RSA_PSS_RSAE_SHA512 = new SignatureScheme(0x0806);
    public static final SignatureScheme ED25519 = new SignatureScheme(0x0807);
    public static final SignatureScheme ED448 = new SignatureScheme(0x0808);
    public static final SignatureScheme RSA_PSS_PSS_SHA256 = new SignatureScheme(0x0809);
    public static final SignatureScheme RSA_PSS_PSS_SHA384 = new SignatureScheme(0x080A);
    public static final SignatureScheme RSA_PSS_PSS_SHA512 = new SignatureScheme(0x080B);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x0201, "rsa_pkcs1_sha1"),
            Map.entry(0x0203, "ecdsa_sha1"),
            Map.entry(0x0401, "rsa_pkcs1_sha256"),
            Map.entry(0x0501, "rsa_pkcs1_sha384"),
            Map.entry(0x0601, "rsa_pkcs1_sha512"),
            Map.entry(0x0403, "ecdsa_secp256r1_sha256"),
            Map.entry(0x0503, "ecdsa_secp384r1_sha384"),
            Map.entry(0x0603, "ecdsa_secp521r1_sha512"),
            Map.entry(0x0804, "rsa_pss_rsae_sha256"),
            Map.entry(0x0805, "rsa_pss_rsae_sha384"),
            Map.entry(0x0806, "rsa_pss_rsae_sha512"),
            Map.entry(0x0807, "ed25519"),
            Map.entry(0x0808, "ed448"),
            Map.entry(0x0809, "rsa_pss_pss_sha256"),
            Map.entry(0x080A, "rsa_pss_pss_sha384"),
            Map.entry(0x080B, "rsa_pss_pss_sha512"));

    /** Checks the range; anything else is a programming error. */
    public SignatureScheme {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("SignatureScheme out of range: " + code);
        }
    }

    /** The code point for a value read from the wire; never null. */
    public static SignatureScheme of(int code) {
        return new SignatureScheme(code);
    }

    /** The code point with this registry name, if this list knows it. Case matters. */
    public static Optional<SignatureScheme> named(String name) {
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(e -> new SignatureScheme(e.getKey()))
                .findFirst();
    }

    /** All code points this list knows, by ascending code. Unmodifiable. */
    public static List<SignatureScheme> known() {
        return NAMES.keySet().stream().sorted().map(SignatureScheme::new).toList();
    }

    /** Whether it is RSASSA-PKCS1-v1_5, which signs no handshake of TLS 1.3 (RFC 9846 §4.3.3). */
    public boolean isPkcs1() {
        return (code & 0xFF) == 0x01 && code >> 8 <= 0x06;
    }

    /** Whether this list knows a name for the code. */
    public boolean isKnown() {
        return NAMES.containsKey(code);
    }

    /** The registry name, or the code in hexadecimal where it is unknown. */
    @Override
    public String toString() {
        String name = NAMES.get(code);
        return name != null ? name : String.format("0x%04X", code);
    }
}
