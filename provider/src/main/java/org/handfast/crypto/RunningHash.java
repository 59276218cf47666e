package org.handfast.crypto;

/** A hash in progress. Not thread-safe. */
public interface RunningHash {
    /** Adds bytes. */
    void update(byte[] source, int offset, int length);

    /** The hash of everything so far; the running hash goes on. */
    byte[] current();

    /** The hash of everything so far and these bytes behind it; the running hash goes on without them. */
    byte[] currentWith(byte[] source, int offset, int length);
}
