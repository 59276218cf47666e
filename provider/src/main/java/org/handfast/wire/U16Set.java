package org.handfast.wire;

/**
 * Two-byte code points seen so far, to find duplicates in linear time whatever a peer sends.
 *
 * <p>Few elements are compared one by one; from the seventeenth on a fixed table of one bit per code is used,
 * so that no choice of codes makes it slow. Not thread-safe.
 */
public final class U16Set {
    private static final int FEW = 16;

    private final int[] few = new int[FEW];
    private long[] bits;
    private int size;

    /** Adds a code, 0 to 0xFFFF; false if it was there. */
    public boolean add(int code) {
        if (bits == null && size == FEW) {
            spread();
        }
        boolean added = bits == null ? addFew(code) : addBit(code);
        size += added ? 1 : 0;
        return added;
    }

    private boolean addFew(int code) {
        for (int i = 0; i < size; i++) {
            if (few[i] == code) {
                return false;
            }
        }
        few[size] = code;
        return true;
    }

    private boolean addBit(int code) {
        long bit = 1L << code;
        boolean added = (bits[code >>> 6] & bit) == 0;
        bits[code >>> 6] |= bit;
        return added;
    }

    private void spread() {
        bits = new long[0x10000 / Long.SIZE];
        for (int code : few) {
            addBit(code);
        }
    }
}
