package org.handfast.crypto.jca.legacy;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import org.handfast.crypto.Secret;
import org.handfast.crypto.jca.WipeableKey;
import org.handfast.failure.Reason;

/** The platform's AES-CBC without padding, one direction. Not thread-safe. */
final class CbcCipher {
    /** Bytes of a block, and of an IV. */
    static final int BLOCK = 16;

    private final int mode;
    private final WipeableKey key;
    private final Cipher cipher;

    /**
     * @param mode of {@link Cipher}
     * @param key copied
     */
    CbcCipher(int mode, Secret key) {
        this.mode = mode;
        this.key = new WipeableKey("AES", key);
        try {
            this.cipher = Platform.cipher("AES/CBC/NoPadding");
        } catch (GeneralSecurityException e) {
            throw Reason.ALGORITHM_UNAVAILABLE.causedBy(e, "name", "AES/CBC/NoPadding");
        }
    }

    /** Whole blocks, with the IV at this place of the source. */
    void run(byte[] source, int iv, int offset, int length, byte[] target, int at) {
        requireOpen();
        try {
            cipher.init(mode, key, new IvParameterSpec(source, iv, BLOCK));
            cipher.doFinal(source, offset, length, target, at);
        } catch (GeneralSecurityException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "cipher", "AES-CBC");
        }
    }

    void requireOpen() {
        if (key.isDestroyed()) {
            throw new IllegalStateException("key already wiped");
        }
    }

    /** Wipes the key. Idempotent. */
    void close() {
        key.destroy();
    }
}
