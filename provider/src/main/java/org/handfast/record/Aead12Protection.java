package org.handfast.record;

import java.util.Arrays;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;

/**
 * {@code GenericAEADCipher} of TLS 1.2: one key of one direction (RFC 5246 §6.2.3.3). With AES-GCM and AES-CCM the
 * nonce is the fixed IV followed by an explicit part that each record carries, for which we write the sequence number
 * (RFC 5288 §3): it never comes twice under one key. With ChaCha20-Poly1305 the nonce is the fixed IV XOR the sequence
 * number and no record carries any of it (RFC 7905 §2). Both arrays are reused for every record.
 */
public final class Aead12Protection implements RecordProtection {
    private static final int ADDITIONAL_DATA = Long.BYTES + RecordHeader.SIZE;

    private final AeadKey key;
    private final int tagLength;
    private final Secret fixedIv;
    private final int explicitLength;
    private final byte[] nonce;
    private final byte[] additionalData = new byte[ADDITIONAL_DATA];
    private long sequence;
    private int openedType;

    /**
     * Takes ownership of key and IV.
     *
     * @param tagLength bytes of the AEAD's tag
     * @param fixedIv the implicit part of the nonce
     * @param explicitLength bytes of the nonce that each record carries: 8, or 0 where the IV is as long as the nonce
     * @param sequence number of the first record
     */
    public Aead12Protection(AeadKey key, int tagLength, Secret fixedIv, int explicitLength, long sequence) {
        if (explicitLength != 0 && explicitLength != Long.BYTES) {
            throw new IllegalArgumentException("explicit nonce of " + explicitLength);
        }
        this.key = key;
        this.tagLength = tagLength;
        this.fixedIv = fixedIv;
        this.explicitLength = explicitLength;
        this.nonce = new byte[fixedIv.length() + explicitLength];
        this.sequence = sequence;
    }

    /**
     * RFC 5246 §6.2.3 allows 2^14 + 2048 bytes and §6.2.1 2^14 bytes of plaintext. An AEAD adds always the same, so
     * that a fragment longer than this is known to break the second rule before it is opened.
     */
    @Override
    public int longestFragment() {
        return LARGEST_PAYLOAD + overhead();
    }

    @Override
    public int overhead() {
        return explicitLength + tagLength;
    }

    @Override
    public int fragmentLength(int payload, int padding) {
        return payload + overhead();
    }

    @Override
    public int expansion() {
        return overhead();
    }

    @Override
    public int headroom() {
        return explicitLength;
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

    @Override
    public int room(int length) {
        return Math.max(0, length - overhead());
    }

    @Override
    public int open(int outerType, byte[] source, int offset, int length, byte[] target, int at) {
        if (length < overhead()) {
            throw Reason.BAD_RECORD_MAC.with("length", length);
        }
        prepare(outerType, length - overhead());
        // the peer's explicit part may be any value, RFC 5288 §3; ours is the sequence number
        System.arraycopy(source, offset, nonce, nonce.length - explicitLength, explicitLength);
        int payload = key.open(
                nonce, additionalData, source, offset + explicitLength, length - explicitLength, target, at);
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
        prepare(type, length);
        int payload = at + RecordHeader.SIZE + explicitLength;
        key.seal(nonce, additionalData, target, payload, length, target, payload);
        System.arraycopy(nonce, nonce.length - explicitLength, target, at + RecordHeader.SIZE, explicitLength);
        RecordHeader.write(target, at, type, 3, length + overhead());
        sequence++;
        return RecordHeader.SIZE + overhead() + length;
    }

    @Override
    public void close() {
        key.close();
        fixedIv.close();
        Arrays.fill(nonce, (byte) 0);
    }

    /**
     * The nonce, and {@code additional_data = seq_num + TLSCompressed.type + TLSCompressed.version +
     * TLSCompressed.length}, RFC 5246 §6.2.3.3. Explicit or not, the sequence number stands in the last eight bytes of
     * the nonce, XOR whatever the fixed IV has there.
     */
    private void prepare(int type, int length) {
        if (sequence == -1L) {
            // "Sequence numbers do not wrap", RFC 5246 §6.1
            throw Reason.SEQUENCE_EXHAUSTED.failure();
        }
        byte[] fixed = fixedIv.bytes();
        System.arraycopy(fixed, 0, nonce, 0, fixed.length);
        Arrays.fill(nonce, fixed.length, nonce.length, (byte) 0);
        for (int i = 0; i < Long.BYTES; i++) {
            byte part = (byte) (sequence >>> (Byte.SIZE * i));
            nonce[nonce.length - 1 - i] ^= part;
            additionalData[Long.BYTES - 1 - i] = part;
        }
        RecordHeader.write(additionalData, Long.BYTES, type, 3, length);
    }
}
