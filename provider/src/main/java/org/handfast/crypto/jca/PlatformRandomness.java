package org.handfast.crypto.jca;

import java.security.SecureRandom;
import org.handfast.crypto.Randomness;

/**
 * The platform's SecureRandom, never seeded by us. Thread-safe. What is shown to peers and what must stay secret
 * come from separate instances: a flaw that lets an observer predict the first says nothing about the second.
 */
public final class PlatformRandomness implements Randomness {
    private final SecureRandom secret = new SecureRandom();
    private final SecureRandom shown = new SecureRandom();

    private PlatformRandomness() {}

    /** A pair of generators of its own. */
    public static PlatformRandomness create() {
        return new PlatformRandomness();
    }

    @Override
    public void fill(byte[] target) {
        secret.nextBytes(target);
    }

    @Override
    public Randomness shown() {
        return shown::nextBytes;
    }
}
