package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;

/**
 * One keyed direction. The cipher is made once and given a new nonce per record, one {@code doFinal} each: the
 * providers' fastest path, and the only one in which they do not buffer plaintext.
 */
final class JcaAeadKey implements AeadKey {
    private final JcaAead aead;
    private final WipeableKey key;
    private final int mode;
    private Cipher cipher;

    JcaAeadKey(JcaAead aead, Secret secret, int mode) {
        if (secret.length() != aead.keyLength()) {
            throw new IllegalArgumentException("key of " + secret.length() + " bytes for " + aead.name());
        }
        this.aead = aead;
        this.key = new WipeableKey(aead.keyAlgorithm(), secret);
        this.mode = mode;
        this.cipher = aead.cipher();
    }

    @Override
    public int seal(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target, int at) {
        requireMode(Cipher.ENCRYPT_MODE);
        try {
            start(nonce, additionalData);
            return cipher.doFinal(source, offset, length, target, at);
        } catch (GeneralSecurityException e) {
            cipher = aead.cipher();
            throw Reason.INTERNAL_ERROR.causedBy(e, "aead", aead.name());
        }
    }

    @Override
    public int open(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target, int at) {
        requireMode(Cipher.DECRYPT_MODE);
        int plain = length - aead.tagLength();
        if (plain < 0) {
            throw Reason.BAD_RECORD_MAC.with("length", length);
        }
        boolean opened = false;
        try {
            start(nonce, additionalData);
            int written = cipher.doFinal(source, offset, length, target, at);
            opened = true;
            return written;
        } catch (AEADBadTagException e) {
            throw Reason.BAD_RECORD_MAC.failure();
        } catch (GeneralSecurityException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "aead", aead.name());
        } finally {
            if (!opened) {
                Arrays.fill(target, at, at + plain, (byte) 0);
                // skipped early data is tried under the same nonce again, which a used cipher may refuse
                cipher = aead.cipher();
            }
        }
    }

    @Override
    public void close() {
        key.destroy();
        cipher = null;
    }

    private void start(byte[] nonce, byte[] additionalData) throws GeneralSecurityException {
        cipher.init(mode, key, aead.parameters().apply(nonce));
        cipher.updateAAD(additionalData);
    }

    private void requireMode(int wanted) {
        if (mode != wanted) {
            throw new IllegalStateException("key of the other direction");
        }
        if (cipher == null) {
            throw new IllegalStateException("key already wiped");
        }
    }
}
