package org.handfast.crypto.jca.legacy;

import java.util.Arrays;
import javax.crypto.Cipher;
import org.handfast.crypto.Secret;

/** The writing side: shortest padding, a new IV for each record (RFC 5246 §6.2.3.2). */
final class CbcSealing extends CbcKey {
    CbcSealing(CbcHmac cbc, Secret key) {
        super(cbc, Cipher.ENCRYPT_MODE, key, cbc.mac()::digest);
    }

    /**
     * Writes the IV, too: the target's place is a block ahead of the source's where both are one array.
     *
     * @param nonce of no bytes
     */
    @Override
    public int seal(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target, int at) {
        cipher.requireOpen();
        int data = at + CbcCipher.BLOCK;
        System.arraycopy(source, offset, target, data, length);
        int end = data + length;
        if (cbc.hidesMac()) {
            end = put(hmac.compute(header(additionalData, length), target, data, length), target, end);
        }
        int blocks = CbcHmac.withPadding(end - data);
        Arrays.fill(target, end, data + blocks, (byte) (data + blocks - end - 1));
        // everybody sees an IV: it comes from the generator for such values
        put(cbc.randomness().shown().bytes(CbcCipher.BLOCK), target, at);
        cipher.run(target, at, data, blocks, target, data);
        if (!cbc.hidesMac()) {
            int covered = CbcCipher.BLOCK + blocks;
            put(hmac.compute(header(additionalData, covered), target, at, covered), target, at + covered);
        }
        return cbc.sealedLength(length);
    }

    /** The place behind. */
    private static int put(byte[] bytes, byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }
}
