package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.ExtensionBlock;

/**
 * {@code struct { opaque certificate_request_context<0..2^8-1>; Extension extensions<0..2^16-1>; }
 * CertificateRequest;} RFC 9846 §4.4.2.
 *
 * @param context    empty during the handshake
 * @param extensions present; must contain signature_algorithms
 */
public record CertificateRequest(Opaque context, ExtensionBlock extensions) implements HandshakeMessage {
    static CertificateRequest read(Reader in) {
        return new CertificateRequest(in.opaque8("certificate_request_context"), ExtensionBlock.read(in));
    }

    @Override
    public void write(Writer out) {
        out.opaque8(context);
        extensions.write(out);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }
}
