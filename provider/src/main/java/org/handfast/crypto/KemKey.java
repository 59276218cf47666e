package org.handfast.crypto;

import java.util.Optional;
import org.handfast.iana.NamedGroup;

/** The initiator's ephemeral key. Used once. Not thread-safe. */
public interface KemKey extends AutoCloseable {
    /** The group on the wire. */
    NamedGroup group();

    /** key_exchange for the ClientHello. */
    byte[] share();

    /**
     * Agrees with the responder's share; the caller closes the result.
     *
     * @throws org.handfast.failure.TlsFailure BAD_KEY_SHARE or ZERO_SHARED_SECRET
     */
    Secret decapsulate(byte[] peerShare);

    /**
     * The classical half of a hybrid, to be offered as a share of its own without a second key generation
     * (RFC 10024). The hybrid owns the key: closing the half does nothing, closing the hybrid wipes both. So
     * decapsulate with either first, then close the hybrid.
     */
    default Optional<KemKey> classicalHalf() {
        return Optional.empty();
    }

    /** Wipes the private key. Idempotent. */
    @Override
    void close();
}
