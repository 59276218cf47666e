package org.handfast.credential.source;

import java.util.Arrays;
import org.handfast.failure.Reason;

/** Reads just enough DER to tell what a key is; strict about bounds. Not thread-safe. */
final class DerReader {
    private final byte[] der;
    private final int end;
    private int at;

    DerReader(byte[] der) {
        this(der, 0, der.length);
    }

    private DerReader(byte[] der, int from, int end) {
        this.der = der;
        this.at = from;
        this.end = end;
    }

    /** The inside of the SEQUENCE here. */
    DerReader sequence() {
        int length = header(0x30);
        DerReader inside = new DerReader(der, at, at + length);
        at += length;
        return inside;
    }

    /** Passes over the element here, whatever it is. */
    void skip() {
        int length = header(next());
        at += length;
    }

    /** The content of the element with this tag. */
    byte[] tagged(int tag) {
        int length = header(tag);
        byte[] content = Arrays.copyOfRange(der, at, at + length);
        at += length;
        return content;
    }

    /** The OBJECT IDENTIFIER here in dotted form. */
    String oid() {
        byte[] content = tagged(0x06);
        StringBuilder text = new StringBuilder();
        long value = 0;
        for (byte b : content) {
            value = value << 7 | b & 0x7F;
            if (b >= 0) {
                text.append(text.length() == 0 ? Math.min(value / 40, 2) + "." + (value - 40 * Math.min(value / 40, 2))
                        : "." + value);
                value = 0;
            }
        }
        return text.toString();
    }

    private int header(int tag) {
        if (next() != tag) {
            throw unreadable();
        }
        at++;
        int length = next();
        at++;
        if (length < 0x80) {
            return checked(length);
        }
        int bytes = length & 0x7F;
        if (bytes == 0 || bytes > 3) {
            throw unreadable();
        }
        length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | next();
            at++;
        }
        return checked(length);
    }

    private int next() {
        if (at >= end) {
            throw unreadable();
        }
        return der[at] & 0xFF;
    }

    private int checked(int length) {
        if (length > end - at) {
            throw unreadable();
        }
        return length;
    }

    private static RuntimeException unreadable() {
        return Reason.CREDENTIAL_UNREADABLE.with("why", "the private key is not DER");
    }
}
