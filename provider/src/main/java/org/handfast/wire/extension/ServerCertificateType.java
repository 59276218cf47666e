package org.handfast.wire.extension;

import org.handfast.iana.CertificateType;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** The kinds of server certificate offered and the one selected. RFC 7250 §3. */
public sealed interface ServerCertificateType extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.SERVER_CERTIFICATE_TYPE;
    }

    /**
     * {@code case client: CertificateType server_certificate_types<1..2^8-1>;}
     *
     * @param types one byte each, most preferred first, at least one
     */
    record Offered(Opaque types) implements ServerCertificateType {
        static Offered read(Reader in) {
            return new Offered(in.opaque8("server_certificate_types", 1));
        }

        @Override
        public void write(Writer out) {
            out.opaque8(types);
        }
    }

    /**
     * {@code case server: CertificateType server_certificate_type;}
     *
     * @param certificateType the one in force
     */
    record Selected(CertificateType certificateType) implements ServerCertificateType {
        static Selected read(Reader in) {
            return new Selected(CertificateType.of(in.u8("server_certificate_type")));
        }

        @Override
        public void write(Writer out) {
            out.u8(certificateType.code());
        }
    }
}
