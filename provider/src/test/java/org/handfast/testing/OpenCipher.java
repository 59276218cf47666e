package org.handfast.testing;

import java.util.Arrays;
import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;

/** No cipher: plaintext with a tag of zeros behind it, so that changed bytes reach what lies behind protection. */
public final class OpenCipher implements Aead {
    public static final int TAG = 16;

    @Override
    public String name() {
        return "none";
    }

    @Override
    public int keyLength() {
        return 16;
    }

    @Override
    public int nonceLength() {
        return 12;
    }

    @Override
    public int tagLength() {
        return TAG;
    }

    @Override
    public long recordLimit() {
        return 1 << 10;
    }

    @Override
    public AeadKey sealing(Secret key) {
        return new Key();
    }

    @Override
    public AeadKey opening(Secret key) {
        return new Key();
    }

    private static final class Key implements AeadKey {
        @Override
        public int seal(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target,
                int at) {
            System.arraycopy(source, offset, target, at, length);
            Arrays.fill(target, at + length, at + length + TAG, (byte) 0);
            return length + TAG;
        }

        @Override
        public int open(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target,
                int at) {
            int inner = length - TAG;
            for (int i = offset + inner; i < offset + length; i++) {
                if (source[i] != 0) {
                    Arrays.fill(target, at, at + inner, (byte) 0);
                    throw Reason.BAD_RECORD_MAC.with("length", length);
                }
            }
            System.arraycopy(source, offset, target, at, inner);
            return inner;
        }

        @Override
        public void close() {}
    }
}
