package org.handfast.config;

import java.util.HexFormat;

/** Bytes as lower case hexadecimal. */
final class Hex {
    private Hex() {}

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
