package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;

/**
 * An extension whose body is carried as it is: GREASE (RFC 8701 §3), or one echoed unread.
 *
 * @param type any type
 * @param data the body
 */
public record UnparsedExtension(ExtensionType type, Opaque data) implements Extension {
    @Override
    public void write(Writer out) {
        out.bytes(data);
    }
}
