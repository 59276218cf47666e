package org.handfast.crypto.jca.legacy;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.handfast.failure.Reason;

/** The MACs of CBC suites (RFC 5246 appendix A.6, RFC 5289 §3.1): HMAC with a hash. */
enum CbcMac {
    /** SHA-1. As a MAC it stands; in signatures it is broken. */
    SHA1("SHA-1", 20, 64),
    /** SHA-256. */
    SHA256("SHA-256", 32, 64),
    /** SHA-384. */
    SHA384("SHA-384", 48, 128);

    private final String hash;
    private final int length;
    private final int block;

    CbcMac(String hash, int length, int block) {
        this.hash = hash;
        this.length = length;
        this.block = block;
    }

    /** Bytes of the MAC, and of its key. */
    int length() {
        return length;
    }

    /** Bytes the hash compresses at once. */
    int block() {
        return block;
    }

    /**
     * The platform's hash.
     *
     * @throws org.handfast.failure.TlsFailure ALGORITHM_UNAVAILABLE
     */
    MessageDigest digest() {
        try {
            return Platform.digest(hash);
        } catch (GeneralSecurityException e) {
            throw Reason.ALGORITHM_UNAVAILABLE.causedBy(e, "name", hash);
        }
    }
}
