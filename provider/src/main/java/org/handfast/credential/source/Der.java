package org.handfast.credential.source;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes DER (X.690 §8 to §11): each method returns one whole element. */
final class Der {
    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return element(0x30, join(elements));
    }

    static byte[] set(byte[] element) {
        return element(0x31, element);
    }

    static byte[] integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    static byte[] integer(BigInteger value) {
        return element(0x02, value.toByteArray());
    }

    static byte[] octets(byte[] content) {
        return element(0x04, content);
    }

    static byte[] nothing() {
        return element(0x05, new byte[0]);
    }

    static byte[] yes() {
        return element(0x01, new byte[] {(byte) 0xFF});
    }

    /** A BIT STRING of whole bytes. */
    static byte[] bits(byte[] content) {
        return bits(content, 0);
    }

    /** A BIT STRING whose last byte leaves {@code unused} bits out. */
    static byte[] bits(byte[] content, int unused) {
        return element(0x03, join(new byte[] {(byte) unused}, content));
    }

    static byte[] utf8(String text) {
        return element(0x0C, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.");
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        arc(content, Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            arc(content, Long.parseLong(arcs[i]));
        }
        return element(0x06, content.toByteArray());
    }

    /** Any element: tag, length, content. */
    static byte[] element(int tag, byte[] content) {
        byte[] size = BigInteger.valueOf(content.length).toByteArray();
        byte[] header;
        if (content.length < 0x80) {
            header = new byte[] {(byte) tag, (byte) content.length};
        } else {
            byte[] plain = size[0] == 0 ? java.util.Arrays.copyOfRange(size, 1, size.length) : size;
            header = join(new byte[] {(byte) tag, (byte) (0x80 | plain.length)}, plain);
        }
        return join(header, content);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static void arc(ByteArrayOutputStream out, long value) {
        int bytes = 1;
        while (value >> 7 * bytes != 0) {
            bytes++;
        }
        for (int i = bytes - 1; i >= 0; i--) {
            out.write((int) (value >> 7 * i & 0x7F) | (i == 0 ? 0 : 0x80));
        }
    }
}
