package org.handfast.crypto;

/** A source of unpredictable bytes; thread-safe. Enters only through this port so that tests are deterministic. */
@FunctionalInterface
public interface Randomness {
    /** Fills the whole array. */
    void fill(byte[] target);

    /** {@code length} fresh bytes. */
    default byte[] bytes(int length) {
        byte[] fresh = new byte[length];
        fill(fresh);
        return fresh;
    }
}
