package org.handfast.crypto.jca;

import java.math.BigInteger;

/** Unsigned big-endian numbers of fixed length, leading zeros kept (security rule K-3). */
final class FixedLength {
    private FixedLength() {}

    /** Writes a non-negative number into {@code length} bytes of the target. */
    static void write(BigInteger value, byte[] target, int at, int length) {
        byte[] bytes = value.toByteArray();
        int skip = bytes[0] == 0 ? 1 : 0;
        int count = bytes.length - skip;
        if (value.signum() < 0 || count > length) {
            throw new IllegalArgumentException("number of " + bytes.length + " bytes for " + length);
        }
        System.arraycopy(bytes, skip, target, at + length - count, count);
    }
}
