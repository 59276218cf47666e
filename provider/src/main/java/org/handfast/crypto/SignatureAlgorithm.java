package org.handfast.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.handfast.iana.SignatureScheme;

/** One signature scheme, to sign and to verify (RFC 9846 §4.3.3). Immutable and thread-safe. */
public interface SignatureAlgorithm {
    /** The scheme on the wire. */
    SignatureScheme scheme();

    /** JCA name for JSSE callers, such as {@code SHA256withECDSA} or {@code RSASSA-PSS}. */
    String jcaName();

    /** JCA key type for key managers: {@code EC}, {@code RSA}, {@code RSASSA-PSS}, {@code EdDSA}. */
    String keyType();

    /**
     * Whether the scheme is for certificates only: RSASSA-PKCS1-v1_5 never signs a TLS 1.3 handshake
     * (RFC 9846 §4.3.3).
     */
    default boolean certificatesOnly() {
        return false;
    }

    /** Whether the scheme may be used with this public key: type, curve and size (RFC 9846 §4.3.3). */
    boolean fits(PublicKey key);

    /**
     * Whether the scheme may be used with this public key in TLS 1.2, where ECDSA schemes name a hash and not a curve
     * (RFC 8422 §5.1.1, RFC 9846 §4.3.3).
     */
    default boolean fits12(PublicKey key) {
        return fits(key);
    }

    /**
     * Signs. Opaque keys ({@code getEncoded() == null}) are signed by whatever registered provider accepts them.
     *
     * @throws org.handfast.failure.TlsFailure SIGNING_FAILED
     */
    byte[] sign(PrivateKey key, byte[] content);

    /**
     * Whether the signature is right; malformed signatures, and keys that fit in no version, are just wrong. Which
     * version it is the caller knows, and asks {@link #fits} or {@link #fits12} first.
     */
    boolean verify(PublicKey key, byte[] content, byte[] signature);
}
