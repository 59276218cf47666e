package org.handfast.wire.message;

import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.ExtensionBlock;

/**
 * {@code struct { opaque cert_data<1..2^24-1>; Extension extensions<0..2^16-1>; } CertificateEntry;}
 * RFC 9846 §4.5.1.
 *
 * @param der        an X.509 certificate, or a SubjectPublicKeyInfo where raw keys were agreed on
 * @param extensions present, possibly empty
 */
public record CertificateEntry(Opaque der, ExtensionBlock extensions) {
    static CertificateEntry read(Reader in) {
        return new CertificateEntry(in.opaque24("cert_data", 1), ExtensionBlock.read(in));
    }

    void write(Writer out) {
        out.opaque24(der);
        extensions.write(out);
    }
}
