package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Writer;

/** The decoded body of an extension, in the form it has in one kind of message. Immutable (RFC 9846 §4.3). */
public interface Extension {
    /** Its type. */
    ExtensionType type();

    /** Writes {@code extension_data} without its length. */
    void write(Writer out);
}
