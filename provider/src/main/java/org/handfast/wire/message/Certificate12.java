package org.handfast.wire.message;

import java.util.List;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { ASN.1Cert certificate_list<0..2^24-1>; } Certificate;} TLS 1.2, RFC 5246 §7.4.2.
 *
 * @param certificateList X.509 in DER, each 1 to 2^24-1 bytes, the sender's own first; a client without a
 *                        certificate sends none
 */
public record Certificate12(List<Opaque> certificateList) implements HandshakeMessage {
    /** Keeps an unmodifiable list. */
    public Certificate12 {
        certificateList = List.copyOf(certificateList);
    }

    static Certificate12 read(Reader in) {
        return new Certificate12(in.vector24("certificate_list", 0).list(each -> each.opaque24("certificate", 1)));
    }

    @Override
    public void write(Writer out) {
        out.vector24(list -> list.each(certificateList, (certificate, to) -> to.opaque24(certificate)));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }
}
