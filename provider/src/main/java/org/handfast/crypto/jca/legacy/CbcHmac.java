package org.handfast.crypto.jca.legacy;

import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;

/**
 * {@code GenericBlockCipher} of TLS 1.2: AES in CBC mode and an HMAC (RFC 5246 §6.2.3.2), the latter over the
 * ciphertext where encrypt_then_mac was agreed (RFC 7366 §3). In the form of an AEAD without nonce: what it seals
 * begins with an IV of its own, and is as long as {@link #sealedLength} says. Its key is the MAC key followed by
 * the cipher's. Additional data are {@code seq_num + type + version}; the length, which is secret where the MAC is
 * inside, comes from within. Immutable and thread-safe.
 *
 * @param cipherKeyLength in bytes
 * @param mac which one
 * @param order which goes first
 * @param randomness for IVs, which "MUST be unpredictable"
 */
record CbcHmac(int cipherKeyLength, CbcMac mac, Order order, Randomness randomness) implements Aead {
    /** Two blocks of ciphertext are the same with probability 2^-60 after so many full records of 2^10 blocks. */
    private static final long RECORDS = 1L << 24;

    /** Which goes first. */
    enum Order {
        /** The MAC lies under padding and cipher. */
        MAC_THEN_ENCRYPT,
        /** The MAC lies open, and is checked before anything else (RFC 7366). */
        ENCRYPT_THEN_MAC
    }

    /** The same with encrypt_then_mac. */
    CbcHmac encryptThenMac() {
        return new CbcHmac(cipherKeyLength, mac, Order.ENCRYPT_THEN_MAC, randomness);
    }

    /** Whether the MAC lies under padding and cipher. */
    boolean hidesMac() {
        return order == Order.MAC_THEN_ENCRYPT;
    }

    /** Bytes of a fragment with so many bytes of data: IV, data, MAC, least padding. */
    int sealedLength(int data) {
        return CbcCipher.BLOCK + (hidesMac() ? withPadding(data + mac.length()) : withPadding(data) + mac.length());
    }

    @Override
    public String name() {
        return "AES-" + cipherKeyLength * 8 + "-CBC with HMAC-" + mac + (hidesMac() ? "" : ", encrypt-then-MAC");
    }

    @Override
    public int keyLength() {
        return mac.length() + cipherKeyLength;
    }

    @Override
    public int macKeyLength() {
        return mac.length();
    }

    /** None from outside. */
    @Override
    public int nonceLength() {
        return 0;
    }

    @Override
    public int tagLength() {
        return mac.length();
    }

    @Override
    public long recordLimit() {
        return RECORDS;
    }

    @Override
    public AeadKey sealing(Secret key) {
        return new CbcSealing(this, key);
    }

    @Override
    public AeadKey opening(Secret key) {
        return new CbcOpening(this, key, mac::digest);
    }

    @Override
    public String toString() {
        return name();
    }

    /** Data and at least one byte of padding. */
    static int withPadding(int data) {
        return (data / CbcCipher.BLOCK + 1) * CbcCipher.BLOCK;
    }
}
