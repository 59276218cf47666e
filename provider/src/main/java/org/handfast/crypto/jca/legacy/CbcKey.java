package org.handfast.crypto.jca.legacy;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Supplier;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;

/** What both directions have: a cipher and a MAC, whose keys lie one behind the other. Not thread-safe. */
abstract class CbcKey implements AeadKey {
    final CbcHmac cbc;
    final CbcCipher cipher;
    final KeyedHash hmac;

    CbcKey(CbcHmac cbc, int mode, Secret key, Supplier<MessageDigest> digests) {
        if (key.length() != cbc.keyLength()) {
            throw new IllegalArgumentException("key of " + key.length() + " bytes for " + cbc);
        }
        int mac = cbc.macKeyLength();
        this.cbc = cbc;
        try (Secret macKey = Secret.of(Arrays.copyOf(key.bytes(), mac));
                Secret cipherKey = Secret.of(Arrays.copyOfRange(key.bytes(), mac, key.length()))) {
            this.hmac = new KeyedHash(cbc.mac(), macKey.bytes(), digests);
            this.cipher = new CbcCipher(mode, cipherKey);
        }
    }

    @Override
    public int seal(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target, int at) {
        throw new IllegalStateException("key of the other direction");
    }

    @Override
    public int open(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target, int at) {
        throw new IllegalStateException("key of the other direction");
    }

    @Override
    public void close() {
        cipher.close();
        hmac.close();
    }

    /** What the MAC covers ahead of the data: sequence number, type, version, length (RFC 5246 §6.2.3.1). */
    static byte[] header(byte[] additionalData, int length) {
        byte[] header = Arrays.copyOf(additionalData, additionalData.length + 2);
        header[header.length - 2] = (byte) (length >>> 8);
        header[header.length - 1] = (byte) length;
        return header;
    }
}
