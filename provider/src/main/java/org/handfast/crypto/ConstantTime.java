package org.handfast.crypto;

/** Comparison whose time depends on the lengths only: for Finished, binders, cookies and tags. */
public final class ConstantTime {
    private ConstantTime() {}

    /** Whether both hold the same bytes. */
    public static boolean equal(byte[] left, byte[] right) {
        if (left.length != right.length) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < left.length; i++) {
            difference |= left[i] ^ right[i];
        }
        return difference == 0;
    }
}
