package org.handfast.crypto.bc;

import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;

/**
 * AES-CCM with tags of 16 bytes (RFC 5116 §5.3, RFC 6655), which the Java platform has not. There are no suites with
 * tags of 8 bytes here: a forgery is within reach of many tries.
 *
 * @param keyLength in bytes
 */
record BcCcm(int keyLength) implements Aead {
    /** RFC 9147 §4.5.3 allows 2^23 full-size records; RFC 9846 §5.5 is silent about this cipher. */
    private static final long RECORDS = 1L << 23;

    static final int TAG_LENGTH = 16;

    @Override
    public String name() {
        return "AES-" + keyLength * 8 + "-CCM";
    }

    @Override
    public int nonceLength() {
        return 12;
    }

    @Override
    public int tagLength() {
        return TAG_LENGTH;
    }

    @Override
    public long recordLimit() {
        return RECORDS;
    }

    @Override
    public AeadKey sealing(Secret key) {
        return new BcCcmKey(this, key, true);
    }

    @Override
    public AeadKey opening(Secret key) {
        return new BcCcmKey(this, key, false);
    }

    @Override
    public String toString() {
        return name();
    }
}
