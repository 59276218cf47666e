package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.ExtensionBlock;

/**
 * {@code struct { Extension extensions<0..2^16-1>; } EncryptedExtensions;} RFC 9846 §4.4.1.
 *
 * @param extensions present, possibly empty
 */
public record EncryptedExtensions(ExtensionBlock extensions) implements HandshakeMessage {
    static EncryptedExtensions read(Reader in) {
        return new EncryptedExtensions(ExtensionBlock.read(in));
    }

    @Override
    public void write(Writer out) {
        extensions.write(out);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.ENCRYPTED_EXTENSIONS;
    }
}
