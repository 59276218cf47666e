package org.handfast.wire.message;

import java.util.List;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { opaque certificate_request_context<0..2^8-1>; CertificateEntry certificate_list<0..2^24-1>; }
 * Certificate;} RFC 9846 §4.5.1.
 *
 * @param context         empty unless it answers a request after the handshake
 * @param certificateList the sender's own first; a client without a certificate sends none
 */
public record Certificate(Opaque context, List<CertificateEntry> certificateList) implements HandshakeMessage {
    /** Keeps an unmodifiable list. */
    public Certificate {
        certificateList = List.copyOf(certificateList);
    }

    static Certificate read(Reader in) {
        return new Certificate(in.opaque8("certificate_request_context"),
                in.vector24("certificate_list", 0).list(CertificateEntry::read));
    }

    @Override
    public void write(Writer out) {
        out.opaque8(context).vector24(list -> list.each(certificateList, CertificateEntry::write));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }
}
