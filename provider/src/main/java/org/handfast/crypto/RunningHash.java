package org.handfast.crypto;

/** A hash in progress. Not thread-safe. */
public interface RunningHash {
    /** Adds bytes. */
    void update(byte[] source, int offset, int length);

    /** The hash of everything so far; the running hash goes on. */
    byte[] current();
}
