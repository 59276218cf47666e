package org.handfast.crypto.jca;

import java.security.MessageDigest;

/** Comparison whose time does not tell where the difference is (security rule K-8). Stateless and thread-safe. */
public final class ConstantTime {
    private ConstantTime() {}

    /** Whether both hold the same bytes; for Finished, binders, cookies and tags. Lengths are not secret. */
    public static boolean equal(byte[] expected, byte[] received) {
        return MessageDigest.isEqual(expected, received);
    }
}
