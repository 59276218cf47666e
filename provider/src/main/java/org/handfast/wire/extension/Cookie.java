package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { opaque cookie<1..2^16-1>; } Cookie;} RFC 9846 §4.3.2.
 *
 * @param cookie what the server wants back, at least one byte
 */
public record Cookie(Opaque cookie) implements Extension {
    static Cookie read(Reader in) {
        return new Cookie(in.opaque16("cookie", 1));
    }

    @Override
    public void write(Writer out) {
        out.opaque16(cookie);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.COOKIE;
    }
}
