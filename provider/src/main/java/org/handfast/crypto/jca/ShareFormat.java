package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.PublicKey;

/** How public keys of one group stand in key_exchange (RFC 9846 §4.3.8). Immutable and thread-safe. */
interface ShareFormat {
    /** key_exchange for our own key. */
    byte[] encode(PublicKey key) throws GeneralSecurityException;

    /**
     * The peer's key, checked as the RFC demands of this group.
     *
     * @throws org.handfast.failure.TlsFailure BAD_KEY_SHARE
     */
    PublicKey decode(byte[] share) throws GeneralSecurityException;

    /** Whether an all-zero shared secret is a sign of attack rather than a point like others. */
    default boolean refusesZeroSecret() {
        return false;
    }
}
