package org.handfast.crypto.bc;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.handfast.failure.Reason;

/**
 * The platform's AES as the library's modes want a block cipher. Its time does not depend on key and data where the
 * processor has instructions for it; the library's own looks up tables. Not thread-safe.
 */
final class PlatformAes implements BlockCipher {
    private static final int BLOCK = 16;

    private final Cipher cipher;

    /**
     * @throws org.handfast.failure.TlsFailure INTERNAL_ERROR where the platform has no AES
     */
    PlatformAes() {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "cipher", "AES");
        }
    }

    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
        byte[] key = ((KeyParameter) parameters).getKey();
        try {
            cipher.init(forEncryption ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String getAlgorithmName() {
        return "AES";
    }

    @Override
    public int getBlockSize() {
        return BLOCK;
    }

    @Override
    public int processBlock(byte[] in, int inOff, byte[] out, int outOff) {
        try {
            return cipher.update(in, inOff, BLOCK, out, outOff);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without padding and without chaining there is nothing to go back to. */
    @Override
    public void reset() {
        // see above
    }
}
