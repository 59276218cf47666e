package org.handfast.crypto.jca.legacy;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import org.handfast.crypto.Secret;
import org.handfast.crypto.jca.ConstantTime;
import org.handfast.failure.Reason;

/**
 * The reading side. Whatever is wrong, length, padding or MAC, there is one failure, after work that the fragment's
 * length alone decides: "implementations MUST ensure that record processing time is essentially the same whether or not
 * the padding is correct", RFC 5246 §6.2.3.2.
 */
final class CbcOpening extends CbcKey {
    private static final int LONGEST_PADDING = 255;

    /** @param digests makes hashes; tests count with their own */
    CbcOpening(CbcHmac cbc, Secret key, Supplier<MessageDigest> digests) {
        super(cbc, Cipher.DECRYPT_MODE, key, digests);
    }

    /**
     * Opens IV, ciphertext and MAC. The target needs room for the ciphertext, which is more than the data; behind the
     * data it is wiped.
     *
     * @param nonce of no bytes
     */
    @Override
    public int open(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target, int at) {
        cipher.requireOpen();
        boolean inside = cbc.hidesMac();
        int blocks = length - CbcCipher.BLOCK - (inside ? 0 : cbc.mac().length());
        int least = CbcHmac.withPadding(inside ? cbc.mac().length() : 0);
        if (blocks < least || blocks % CbcCipher.BLOCK != 0) {
            throw Reason.BAD_RECORD_MAC.with("length", length);
        }
        int data = -1;
        try {
            if (!inside) {
                requireOuterMac(additionalData, source, offset, CbcCipher.BLOCK + blocks);
            }
            cipher.run(source, offset, offset + CbcCipher.BLOCK, blocks, target, at);
            data = inside ? authentic(additionalData, target, at, blocks) : unpadded(target, at, blocks);
        } finally {
            Arrays.fill(target, at + Math.max(0, data), at + blocks, (byte) 0);
        }
        if (data < 0) {
            throw Reason.BAD_RECORD_MAC.with("length", length);
        }
        return data;
    }

    /** RFC 7366 §3: over IV and ciphertext, and "the MAC SHALL be evaluated before any further processing". */
    private void requireOuterMac(byte[] additionalData, byte[] source, int offset, int covered) {
        byte[] expected = hmac.compute(header(additionalData, covered), source, offset, covered);
        byte[] received = Arrays.copyOfRange(source, offset + covered, offset + covered + expected.length);
        if (!ConstantTime.equal(expected, received)) {
            throw Reason.BAD_RECORD_MAC.with("length", covered + expected.length);
        }
    }

    /** Length of the data, or -1. The ciphertext is authentic by now: only the peer itself can have padded badly. */
    private static int unpadded(byte[] plain, int at, int blocks) {
        int most = blocks - 1;
        int padding = plain[at + most] & 0xFF;
        return Masks.choose(goodPadding(plain, at, blocks, most), most - padding, -1);
    }

    /** Length of the data, or -1. A bad padding counts as one of no bytes, so that the MAC is computed all the same. */
    private int authentic(byte[] additionalData, byte[] plain, int at, int blocks) {
        int most = blocks - 1 - cbc.mac().length();
        int least = Math.max(0, most - LONGEST_PADDING);
        int good = goodPadding(plain, at, blocks, most);
        int length = most - (plain[at + blocks - 1] & 0xFF & good);
        byte[] expected =
                hmac.computeAtEveryLength(header(additionalData, length), plain, at, length, least, most);
        byte[] received = macAt(plain, at, length, least, most);
        int different = 0;
        for (int i = 0; i < expected.length; i++) {
            different |= expected[i] ^ received[i];
        }
        return Masks.choose(good & Masks.same(different & 0xFF, 0), length, -1);
    }

    /**
     * All ones where the last bytes are a padding: as many as the last says and one, each with the last one's value.
     * Looks at as many as a padding can have.
     *
     * @param most what the padding's length may be, the length byte aside
     */
    private static int goodPadding(byte[] plain, int at, int blocks, int most) {
        int last = at + blocks - 1;
        int padding = plain[last] & 0xFF;
        int wrong = 0;
        for (int i = 0; i < Math.min(LONGEST_PADDING + 1, blocks); i++) {
            wrong |= Masks.atLeast(padding, i) & (padding ^ plain[last - i] & 0xFF);
        }
        return Masks.atLeast(most, padding) & Masks.same(wrong, 0);
    }

    /** The MAC behind the data, read without an address that depends on their length. */
    private byte[] macAt(byte[] plain, int at, int length, int least, int most) {
        byte[] mac = new byte[cbc.mac().length()];
        for (int start = least; start <= most; start++) {
            int here = Masks.same(start, length);
            for (int i = 0; i < mac.length; i++) {
                mac[i] |= (byte) (plain[at + start + i] & here);
            }
        }
        return mac;
    }
}
