package org.handfast.record;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Arrays of one record's size that connections borrow for a call and give back, so that an idle connection holds none.
 * Keeps a few; makes another when none is left and forgets what does not fit. Thread-safe, never blocks. One pool
 * belongs to one context.
 */
public final class ScratchPool {
    /** Bytes of each array: the largest record, which is one of CBC with all the padding there can be. */
    public static final int SIZE = RecordHeader.SIZE + RecordProtection.LARGEST_PAYLOAD + 320;

    private static final int KEPT = 16;

    private final AtomicReferenceArray<byte[]> kept = new AtomicReferenceArray<>(KEPT);

    /** An array of {@link #SIZE} bytes with whatever public bytes its last user left. */
    public byte[] borrow() {
        for (int i = 0; i < KEPT; i++) {
            byte[] array = kept.get(i) == null ? null : kept.getAndSet(i, null);
            if (array != null) {
                return array;
            }
        }
        return new byte[SIZE];
    }

    /** Takes an array back. Plaintext must have been wiped by the borrower. */
    public void giveBack(byte[] array) {
        for (int i = 0; i < KEPT; i++) {
            if (kept.compareAndSet(i, null, array)) {
                return;
            }
        }
    }
}
