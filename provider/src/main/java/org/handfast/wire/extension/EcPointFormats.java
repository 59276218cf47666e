package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { ECPointFormat ec_point_format_list<1..2^8-1>; } ECPointFormatList;} TLS 1.2; RFC 8422 §5.1.2.
 *
 * @param formats one byte each, at least one
 */
public record EcPointFormats(Opaque formats) implements Extension {
    static EcPointFormats read(Reader in) {
        return new EcPointFormats(in.opaque8("ec_point_format_list", 1));
    }

    @Override
    public void write(Writer out) {
        out.opaque8(formats);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.EC_POINT_FORMATS;
    }
}
