package org.handfast.crypto.jca.legacy;

/** Decisions without branches: all ones for yes, zero for no. Arguments are from 0 to 2^30. */
final class Masks {
    private Masks() {}

    /** Whether {@code a >= b}. */
    static int atLeast(int a, int b) {
        return ~((a - b) >> 31);
    }

    /** Whether both are the same. */
    static int same(int a, int b) {
        int difference = a ^ b;
        return ~((difference | -difference) >> 31);
    }

    /** The first where the mask is all ones, the second where it is zero. */
    static int choose(int mask, int yes, int no) {
        return mask & yes | ~mask & no;
    }
}
