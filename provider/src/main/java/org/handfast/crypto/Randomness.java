package org.handfast.crypto;

/** A source of unpredictable bytes; thread-safe. Enters only through this port so that tests are deterministic. */
@FunctionalInterface
public interface Randomness {
    /** Fills the whole array. */
    void fill(byte[] target);

    /**
     * The generator for values that everybody sees: hello randoms, session ids, cookies. A generator of its own
     * in production, so that what is shown says nothing about keys.
     */
    default Randomness shown() {
        return this;
    }

    /** {@code length} fresh bytes. */
    default byte[] bytes(int length) {
        byte[] fresh = new byte[length];
        fill(fresh);
        return fresh;
    }
}
