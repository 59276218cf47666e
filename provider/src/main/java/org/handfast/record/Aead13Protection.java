package org.handfast.record;

import java.util.Arrays;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;
import org.handfast.iana.ContentType;

/**
 * {@code TLSCiphertext}: one key of one direction (RFC 9846 §5.2 to §5.4). The nonce is the static IV XOR the
 * sequence number; the additional data is the header. Both arrays are reused for every record.
 */
public final class Aead13Protection implements RecordProtection {
    private static final int LONGEST_FRAGMENT = LARGEST_PAYLOAD + 256;

    private final AeadKey key;
    private final int tagLength;
    private final Secret iv;
    private final byte[] nonce;
    private final byte[] additionalData = new byte[RecordHeader.SIZE];
    private long sequence;
    private int openedType;

    /**
     * Takes ownership of key and IV.
     *
     * @param tagLength bytes of the AEAD's tag
     * @param iv static IV, as long as the nonce
     */
    public Aead13Protection(AeadKey key, int tagLength, Secret iv) {
        this(key, tagLength, iv, 0);
    }

    /** As above, continuing at {@code sequence} under keys made anew of the same secret. */
    public Aead13Protection(AeadKey key, int tagLength, Secret iv, long sequence) {
        this.key = key;
        this.tagLength = tagLength;
        this.iv = iv;
        this.nonce = new byte[iv.length()];
        this.sequence = sequence;
    }

    @Override
    public int longestFragment() {
        return LONGEST_FRAGMENT;
    }

    @Override
    public int overhead() {
        return 1 + tagLength;
    }

    @Override
    public int fragmentLength(int payload, int padding) {
        return payload + padding + overhead();
    }

    @Override
    public int expansion() {
        return tagLength;
    }

    @Override
    public int headroom() {
        return 0;
    }

    @Override
    public boolean isProtecting() {
        return true;
    }

    @Override
    public boolean hidesType() {
        return true;
    }

    @Override
    public boolean isRenewable() {
        return true;
    }

    @Override
    public long records() {
        return sequence;
    }

    @Override
    public int room(int length) {
        return Math.max(0, length - tagLength);
    }

    @Override
    public int open(int outerType, byte[] source, int offset, int length, byte[] target, int at) {
        if (outerType != ContentType.APPLICATION_DATA.code()) {
            // "The outer opaque_type field of a TLSCiphertext record is always set to the value 23", RFC 9846 §5.2
            throw Reason.UNEXPECTED_RECORD_TYPE.with("type", ContentType.of(outerType), "protected", true);
        }
        if (length < tagLength) {
            throw Reason.BAD_RECORD_MAC.with("length", length);
        }
        prepare(length);
        int inner = key.open(nonce, additionalData, source, offset, length, target, at);
        return unpad(target, at, inner);
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
        int payload = at + RecordHeader.SIZE;
        target[payload + length] = (byte) type;
        int inner = length + 1 + padding;
        // any number of zeros may follow, RFC 9846 §5.4; what stood in the array must not leave in its place
        Arrays.fill(target, payload + length + 1, payload + inner, (byte) 0);
        int fragment = inner + tagLength;
        prepare(fragment);
        key.seal(nonce, additionalData, target, payload, inner, target, payload);
        System.arraycopy(additionalData, 0, target, at, RecordHeader.SIZE);
        sequence++;
        return RecordHeader.SIZE + fragment;
    }

    @Override
    public void close() {
        key.close();
        iv.close();
        Arrays.fill(nonce, (byte) 0);
    }

    /** {@code opaque content[length]; ContentType type; uint8 zeros[length_of_padding];} RFC 9846 §5.4. */
    private int unpad(byte[] target, int at, int inner) {
        int end = at + inner - 1;
        while (end >= at && target[end] == 0) {
            end--;
        }
        if (end < at) {
            // "If a receiving implementation does not find a non-zero octet in the cleartext, it MUST terminate"
            throw Reason.NO_CONTENT_TYPE.with("length", inner);
        }
        int length = end - at;
        if (inner > LARGEST_PAYLOAD + 1) {
            // "The full encoded TLSInnerPlaintext MUST NOT exceed 2^14 + 1 octets", RFC 9846 §5.4
            Arrays.fill(target, at, at + inner, (byte) 0);
            throw Reason.RECORD_OVERFLOW.with("length", inner, "allowed", LARGEST_PAYLOAD + 1);
        }
        openedType = target[end] & 0xFF;
        target[end] = 0;
        return length;
    }

    /** RFC 9846 §5.3: the 64-bit sequence number, in network order and padded to the left, XOR the static IV. */
    private void prepare(int fragment) {
        if (sequence == -1L) {
            throw Reason.SEQUENCE_EXHAUSTED.failure();
        }
        byte[] fixed = iv.bytes();
        System.arraycopy(fixed, 0, nonce, 0, nonce.length);
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (sequence >>> (Byte.SIZE * i));
        }
        RecordHeader.write(additionalData, 0, ContentType.APPLICATION_DATA.code(), 3, fragment);
    }
}
