package org.handfast.crypto.jca;

import java.security.SecureRandom;
import org.handfast.crypto.Randomness;

/**
 * The platform's SecureRandom, never seeded by us. Thread-safe. What is shown to peers (hello randoms, ticket
 * nonces) and what must stay secret (keys) come from separate instances (security rule K-9): make one for each.
 */
public final class PlatformRandomness implements Randomness {
    private final SecureRandom random = new SecureRandom();

    private PlatformRandomness() {}

    /** A generator of its own. */
    public static PlatformRandomness create() {
        return new PlatformRandomness();
    }

    @Override
    public void fill(byte[] target) {
        random.nextBytes(target);
    }
}
