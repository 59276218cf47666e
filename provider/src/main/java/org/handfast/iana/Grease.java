package org.handfast.iana;

/**
 * The sixteen values that every 16-bit registry of TLS keeps free, so that peers stay able to ignore what they do
 * not know (RFC 8701 §2): {@code 0x0A0A}, {@code 0x1A1A} ... {@code 0xFAFA}.
 */
public final class Grease {
    /** How many there are. */
    public static final int COUNT = 16;

    private static final int FIRST = 0x0A0A;
    private static final int STEP = 0x1010;

    private Grease() {}

    /** The value at {@code index}, 0 to 15. */
    public static int value(int index) {
        if (index < 0 || index >= COUNT) {
            throw new IllegalArgumentException("GREASE index " + index);
        }
        return FIRST + index * STEP;
    }

    /** Whether the code is one of them: "Clients MUST reject GREASE values when negotiated", RFC 8701 §3.1. */
    public static boolean isReserved(int code) {
        return (code & 0x0F0F) == FIRST && code >> 12 == (code >> 4 & 0xF);
    }
}
