package org.handfast.wire.extension;

import java.util.List;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { OIDFilter filters<0..2^16-1>; } OIDFilterExtension;} RFC 9846 §4.3.5.
 *
 * @param filters what a client certificate must contain; unknown ones are ignored
 */
public record OidFilters(List<OidFilter> filters) implements Extension {
    /** Keeps an unmodifiable list. */
    public OidFilters {
        filters = List.copyOf(filters);
    }

    static OidFilters read(Reader in) {
        return new OidFilters(in.vector16("filters", 0).list(OidFilter::read));
    }

    @Override
    public void write(Writer out) {
        out.vector16(list -> list.each(filters, OidFilter::write));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.OID_FILTERS;
    }

    /**
     * {@code struct { opaque certificate_extension_oid<1..2^8-1>; opaque certificate_extension_values<0..2^16-1>; }
     * OIDFilter;}
     *
     * @param oid    DER object identifier of a certificate extension
     * @param values DER value that must be there, or nothing for any
     */
    public record OidFilter(Opaque oid, Opaque values) {
        static OidFilter read(Reader in) {
            return new OidFilter(in.opaque8("certificate_extension_oid", 1),
                    in.opaque16("certificate_extension_values"));
        }

        void write(Writer out) {
            out.opaque8(oid).opaque16(values);
        }
    }
}
