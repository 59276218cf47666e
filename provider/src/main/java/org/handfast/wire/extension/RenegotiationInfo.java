package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { opaque renegotiated_connection<0..255>; } RenegotiationInfo;} TLS 1.2 only; RFC 5746 §3.2.
 *
 * @param renegotiatedConnection Finished data of the connection being renegotiated; empty at first
 */
public record RenegotiationInfo(Opaque renegotiatedConnection) implements Extension {
    static RenegotiationInfo read(Reader in) {
        return new RenegotiationInfo(in.opaque8("renegotiated_connection"));
    }

    @Override
    public void write(Writer out) {
        out.opaque8(renegotiatedConnection);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.RENEGOTIATION_INFO;
    }
}
