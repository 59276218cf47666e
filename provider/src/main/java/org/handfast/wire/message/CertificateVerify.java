package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { SignatureScheme algorithm; opaque signature<0..2^16-1>; } CertificateVerify;} RFC 9846 §4.5.2.
 *
 * @param algorithm must be one that was offered
 * @param signature in the scheme's encoding
 */
public record CertificateVerify(SignatureScheme algorithm, Opaque signature) implements HandshakeMessage {
    static CertificateVerify read(Reader in) {
        return new CertificateVerify(SignatureScheme.of(in.u16("algorithm")), in.opaque16("signature"));
    }

    @Override
    public void write(Writer out) {
        out.u16(algorithm.code()).opaque16(signature);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_VERIFY;
    }
}
