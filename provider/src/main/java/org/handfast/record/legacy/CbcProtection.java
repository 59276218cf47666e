package org.handfast.record.legacy;

import java.util.Arrays;
import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.failure.Reason;
import org.handfast.record.RecordHeader;
import org.handfast.record.RecordProtection;
import org.handfast.schedule.WriteKeys12;

/**
 * {@code GenericBlockCipher} of TLS 1.2: one key of one direction (RFC 5246 §6.2.3.2, RFC 7366 §3). Each record
 * begins with its IV; how long its data are is known when it is open. Records need no splitting: the IV is
 * unpredictable.
 */
public final class CbcProtection implements RecordProtection {
    private static final int BLOCK = 16;

    /** Padding with its length byte. */
    private static final int LONGEST_PADDING = 256;

    private static final byte[] NO_NONCE = {};

    private final AeadKey key;
    private final int mac;
    private final boolean macOutside;
    private final byte[] additionalData = new byte[Long.BYTES + 3];
    private long sequence;
    private int openedType;

    private CbcProtection(AeadKey key, Aead cbc, boolean macOutside, long sequence) {
        this.key = key;
        this.mac = cbc.tagLength();
        this.macOutside = macOutside;
        this.sequence = sequence;
    }

    /** Seals with these keys, which are of a suite with CBC, from sequence number 0. */
    public static CbcProtection sealing(WriteKeys12 keys) {
        return new CbcProtection(keys.sealing(), keys.aead(), keys.suite().isEncryptThenMac(), 0);
    }

    /** Opens with these keys, which are of a suite with CBC, from this sequence number on. */
    public static CbcProtection opening(WriteKeys12 keys, long sequence) {
        return new CbcProtection(keys.opening(), keys.aead(), keys.suite().isEncryptThenMac(), sequence);
    }

    /**
     * RFC 5246 §6.2.3 allows 2^14 + 2048 bytes and §6.2.1 2^14 bytes of plaintext: a fragment longer than those with
     * the longest padding is known to break the second rule before it is opened.
     */
    @Override
    public int longestFragment() {
        return LARGEST_PAYLOAD + overhead();
    }

    @Override
    public int overhead() {
        return BLOCK + mac + LONGEST_PADDING;
    }

    @Override
    public int fragmentLength(int payload, int padding) {
        return BLOCK + (macOutside ? padded(payload) + mac : padded(payload + mac));
    }

    @Override
    public int expansion() {
        return overhead();
    }

    @Override
    public int headroom() {
        return BLOCK;
    }

    @Override
    public boolean isProtecting() {
        return true;
    }

    @Override
    public boolean hidesType() {
        return false;
    }

    @Override
    public boolean isRenewable() {
        return false;
    }

    @Override
    public long records() {
        return sequence;
    }

    /** All that is under the cipher. */
    @Override
    public int room(int length) {
        return Math.max(0, length - BLOCK - (macOutside ? mac : 0));
    }

    @Override
    public int open(int outerType, byte[] source, int offset, int length, byte[] target, int at) {
        prepare(outerType);
        int payload = key.open(NO_NONCE, additionalData, source, offset, length, target, at);
        if (payload > LARGEST_PAYLOAD) {
            Arrays.fill(target, at, at + payload, (byte) 0);
            throw Reason.RECORD_OVERFLOW.with("length", payload, "allowed", LARGEST_PAYLOAD);
        }
        openedType = outerType;
        return payload;
    }

    @Override
    public int openedType() {
        return openedType;
    }

    @Override
    public void accept() {
        sequence++;
    }

    @Override
    public int seal(int type, int minor, byte[] target, int at, int length, int padding) {
        if (padding != 0) {
            throw new IllegalArgumentException("padding " + padding);
        }
        prepare(type);
        int start = at + RecordHeader.SIZE;
        int fragment = key.seal(NO_NONCE, additionalData, target, start + BLOCK, length, target, start);
        RecordHeader.write(target, at, type, 3, fragment);
        sequence++;
        return RecordHeader.SIZE + fragment;
    }

    @Override
    public void close() {
        key.close();
    }

    private static int padded(int length) {
        return (length / BLOCK + 1) * BLOCK;
    }

    /** {@code seq_num + TLSCompressed.type + TLSCompressed.version}; the length follows inside (RFC 5246 §6.2.3.1). */
    private void prepare(int type) {
        if (sequence == -1L) {
            // "Sequence numbers do not wrap", RFC 5246 §6.1
            throw Reason.SEQUENCE_EXHAUSTED.failure();
        }
        for (int i = 0; i < Long.BYTES; i++) {
            additionalData[Long.BYTES - 1 - i] = (byte) (sequence >>> (Byte.SIZE * i));
        }
        additionalData[Long.BYTES] = (byte) type;
        additionalData[Long.BYTES + 1] = 3;
        additionalData[Long.BYTES + 2] = 3;
    }
}
