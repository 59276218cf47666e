package org.handfast.crypto.jca;

import java.util.Arrays;
import javax.crypto.SecretKey;
import org.handfast.crypto.Secret;

/** A key for Cipher and Mac that can be wiped, and may be empty as HKDF allows. Not thread-safe. */
public final class WipeableKey implements SecretKey {
    private static final long serialVersionUID = 1L;

    private final String algorithm;
    private final transient byte[] bytes;
    private transient boolean destroyed;

    /** Copies the secret. */
    public WipeableKey(String algorithm, Secret secret) {
        this.algorithm = algorithm;
        this.bytes = secret.bytes().clone();
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** A copy: providers wipe what they get. */
    @Override
    public byte[] getEncoded() {
        if (destroyed) {
            throw new IllegalStateException("key already wiped");
        }
        return bytes.clone();
    }

    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public String toString() {
        return "WipeableKey[" + algorithm + "]";
    }

    private void writeObject(java.io.ObjectOutputStream out) throws java.io.NotSerializableException {
        throw new java.io.NotSerializableException("secret key");
    }
}
