package org.handfast.crypto.jca.legacy;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Supplier;
import org.handfast.failure.Reason;

/**
 * HMAC (RFC 2104) with its two hashes in the hand: the key is absorbed once, each use begins with a copy. Not
 * thread-safe.
 */
final class KeyedHash {
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5C;

    private final MessageDigest inner;
    private final MessageDigest outer;
    private final int length;

    /**
     * @param mac which one
     * @param key as long as the MAC; not kept
     * @param digests makes hashes; tests count with their own
     */
    KeyedHash(CbcMac mac, byte[] key, Supplier<MessageDigest> digests) {
        this.inner = absorbed(digests.get(), mac, key, INNER);
        this.outer = absorbed(digests.get(), mac, key, OUTER);
        this.length = mac.length();
    }

    /** The MAC of a header and data whose length everybody knows. */
    byte[] compute(byte[] header, byte[] data, int offset, int length) {
        MessageDigest running = copy(inner);
        running.update(header);
        running.update(data, offset, length);
        return finish(running.digest());
    }

    /**
     * The MAC of a header and data whose length is secret. Where the data end, the hash ends for each length that is
     * possible, and a mask keeps the one that is meant: nothing that takes time, no branch and no address, depends on
     * it; the number of compressions follows from the two lengths that everybody knows. Lucky 13 saw one compression.
     *
     * @param length of the data: secret, and so may be the header's content
     * @param least what the length is at least, known to all
     * @param most what the length is at most, known to all
     */
    byte[] computeAtEveryLength(byte[] header, byte[] data, int offset, int length, int least, int most) {
        MessageDigest running = copy(inner);
        running.update(header);
        running.update(data, offset, least);
        byte[] meant = new byte[this.length];
        for (int end = least; end <= most; end++) {
            if (end > least) {
                running.update(data[offset + end - 1]);
            }
            byte[] hashed = copy(running).digest();
            int here = Masks.same(end, length);
            for (int i = 0; i < meant.length; i++) {
                meant[i] |= (byte) (hashed[i] & here);
            }
        }
        return finish(meant);
    }

    /** Forgets the key. Idempotent. */
    void close() {
        inner.reset();
        outer.reset();
    }

    private byte[] finish(byte[] hashed) {
        MessageDigest last = copy(outer);
        last.update(hashed);
        return last.digest();
    }

    private static MessageDigest absorbed(MessageDigest fresh, CbcMac mac, byte[] key, byte with) {
        byte[] block = Arrays.copyOf(key, mac.block());
        for (int i = 0; i < block.length; i++) {
            block[i] ^= with;
        }
        fresh.update(block);
        Arrays.fill(block, (byte) 0);
        return fresh;
    }

    private static MessageDigest copy(MessageDigest original) {
        try {
            return (MessageDigest) original.clone();
        } catch (CloneNotSupportedException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "hash", original.getAlgorithm());
        }
    }
}
