package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** {@code struct {} EncryptThenMAC;} TLS 1.2 with CBC only; RFC 7366 §2. */
public record EncryptThenMac() implements Extension {
    static EncryptThenMac read(Reader in) {
        return new EncryptThenMac();
    }

    @Override
    public void write(Writer out) {
        // the body is empty
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.ENCRYPT_THEN_MAC;
    }
}
