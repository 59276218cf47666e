package org.handfast.crypto.bc;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;

/** One keyed direction of AES-CCM: the library's mode over the platform's cipher. */
final class BcCcmKey implements AeadKey {
    private static final int TAG_BITS = 8 * BcCcm.TAG_LENGTH;

    private final boolean seals;
    private byte[] key;
    private CCMBlockCipher cipher;

    BcCcmKey(BcCcm aead, Secret secret, boolean seals) {
        if (secret.length() != aead.keyLength()) {
            throw new IllegalArgumentException("key of " + secret.length() + " bytes for " + aead);
        }
        this.seals = seals;
        this.key = secret.bytes().clone();
        this.cipher = (CCMBlockCipher) CCMBlockCipher.newInstance(new PlatformAes());
    }

    @Override
    public int seal(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target, int at) {
        start(true, nonce, additionalData);
        try {
            return processed(source, offset, length, target, at);
        } catch (InvalidCipherTextException | RuntimeException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "aead", "AES-CCM");
        }
    }

    /** The mode decrypts before it knows whether the tag is right. */
    @Override
    public int open(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target, int at) {
        int plain = length - BcCcm.TAG_LENGTH;
        if (plain < 0) {
            throw Reason.BAD_RECORD_MAC.with("length", length);
        }
        start(false, nonce, additionalData);
        boolean opened = false;
        try {
            int written = processed(source, offset, length, target, at);
            opened = true;
            return written;
        } catch (InvalidCipherTextException e) {
            throw Reason.BAD_RECORD_MAC.failure();
        } catch (RuntimeException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "aead", "AES-CCM");
        } finally {
            if (!opened) {
                Arrays.fill(target, at, at + plain, (byte) 0);
            }
        }
    }

    @Override
    public void close() {
        if (key != null) {
            Arrays.fill(key, (byte) 0);
        }
        key = null;
        cipher = null;
    }

    private void start(boolean sealing, byte[] nonce, byte[] additionalData) {
        if (cipher == null) {
            throw new IllegalStateException("key already wiped");
        }
        if (sealing != seals) {
            throw new IllegalStateException("key of the other direction");
        }
        cipher.init(sealing, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce, additionalData));
    }

    private int processed(byte[] source, int offset, int length, byte[] target, int at)
            throws InvalidCipherTextException {
        return cipher.processPacket(source, offset, length, target, at);
    }
}
