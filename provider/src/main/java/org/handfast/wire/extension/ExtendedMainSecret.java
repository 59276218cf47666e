package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** {@code struct {} ExtendedMainSecret;} TLS 1.2 only; RFC 7627 §5.1. */
public record ExtendedMainSecret() implements Extension {
    static ExtendedMainSecret read(Reader in) {
        return new ExtendedMainSecret();
    }

    @Override
    public void write(Writer out) {
        // the body is empty
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.EXTENDED_MAIN_SECRET;
    }
}
