package org.handfast.fuzz;

import java.util.Arrays;

/** The fuzzer's bytes, read from the front; zeros when they are used up. */
final class Script {
    private final byte[] data;
    private int at;

    Script(byte[] data) {
        this.data = data;
    }

    boolean isDone() {
        return at >= data.length;
    }

    int u8() {
        return isDone() ? 0 : data[at++] & 0xFF;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    /** From 0 to {@code bound - 1}; 0 where the bound is 0. */
    int below(int bound) {
        return bound == 0 ? 0 : (bound > 256 ? u16() : u8()) % bound;
    }

    /** As many bytes as the next one says, or as are left. */
    byte[] bytes() {
        int length = Math.min(u8(), data.length - at);
        at += length;
        return Arrays.copyOfRange(data, at - length, at);
    }

    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(data, at, data.length);
        at = data.length;
        return rest;
    }
}
