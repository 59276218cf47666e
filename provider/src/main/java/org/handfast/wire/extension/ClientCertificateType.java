package org.handfast.wire.extension;

import org.handfast.iana.CertificateType;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** The kinds of client certificate offered and the one selected. RFC 7250 §3. */
public sealed interface ClientCertificateType extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.CLIENT_CERTIFICATE_TYPE;
    }

    /**
     * {@code case client: CertificateType client_certificate_types<1..2^8-1>;}
     *
     * @param types one byte each, most preferred first, at least one
     */
    record Offered(Opaque types) implements ClientCertificateType {
        static Offered read(Reader in) {
            return new Offered(in.opaque8("client_certificate_types", 1));
        }

        @Override
        public void write(Writer out) {
            out.opaque8(types);
        }
    }

    /**
     * {@code case server: CertificateType client_certificate_type;}
     *
     * @param certificateType the one in force
     */
    record Selected(CertificateType certificateType) implements ClientCertificateType {
        static Selected read(Reader in) {
            return new Selected(CertificateType.of(in.u8("client_certificate_type")));
        }

        @Override
        public void write(Writer out) {
            out.u8(certificateType.code());
        }
    }
}
