package org.handfast.wire.message;

import org.handfast.failure.Reason;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { CertificateStatusType status_type = ocsp(1); OCSPResponse<1..2^24-1> response; }
 * CertificateStatus;} TLS 1.2 only, RFC 6066 §8.
 *
 * @param ocspResponse in DER, at least one byte
 */
public record CertificateStatus(Opaque ocspResponse) implements HandshakeMessage {
    private static final int OCSP = 1;

    static CertificateStatus read(Reader in) {
        int type = in.u8("status_type");
        if (type != OCSP) {
            throw Reason.ILLEGAL_VALUE.with("structure", "certificate_status", "field", "status_type", "value", type);
        }
        return new CertificateStatus(in.opaque24("response", 1));
    }

    @Override
    public void write(Writer out) {
        out.u8(OCSP).opaque24(ocspResponse);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_STATUS;
    }
}
