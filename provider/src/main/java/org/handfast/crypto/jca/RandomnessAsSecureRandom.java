package org.handfast.crypto.jca;

import java.security.SecureRandom;
import org.handfast.crypto.Randomness;

/** Lets key generators draw from a {@link Randomness}, so that tests can say what they draw. Thread-safe. */
public final class RandomnessAsSecureRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient Randomness source;

    /** Draws everything from {@code source}. */
    public RandomnessAsSecureRandom(Randomness source) {
        super(null, null);
        this.source = source;
    }

    @Override
    public void nextBytes(byte[] target) {
        source.fill(target);
    }

    @Override
    public byte[] generateSeed(int count) {
        return source.bytes(count);
    }

    /** Ignored: nobody seeds the source (security rule K-9). */
    @Override
    public void setSeed(byte[] seed) {
        // see above
    }

    /** Ignored: nobody seeds the source (security rule K-9). */
    @Override
    public void setSeed(long seed) {
        // see above
    }

    @Override
    public String getAlgorithm() {
        return "Handfast";
    }

    @Override
    public String toString() {
        return getAlgorithm();
    }
}
