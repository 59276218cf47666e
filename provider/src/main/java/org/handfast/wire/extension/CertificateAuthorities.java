package org.handfast.wire.extension;

import java.util.List;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { DistinguishedName authorities<3..2^16-1>; } CertificateAuthoritiesExtension;} with
 * {@code opaque DistinguishedName<1..2^16-1>;} RFC 9846 §4.3.4.
 *
 * @param authorities DER names, at least one
 */
public record CertificateAuthorities(List<Opaque> authorities) implements Extension {
    /** Keeps an unmodifiable list. */
    public CertificateAuthorities {
        authorities = List.copyOf(authorities);
    }

    static CertificateAuthorities read(Reader in) {
        return new CertificateAuthorities(
                in.vector16("authorities", 3).list(list -> list.opaque16("distinguished_name", 1)));
    }

    @Override
    public void write(Writer out) {
        out.vector16(list -> list.each(authorities, (name, to) -> to.opaque16(name)));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.CERTIFICATE_AUTHORITIES;
    }
}
