package org.handfast.wire.extension;

import org.handfast.failure.Reason;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** Asking for and carrying an OCSP response. RFC 6066 §8, RFC 9846 §4.5.1.1. */
public sealed interface StatusRequest extends Extension {
    /** {@code CertificateStatusType ocsp(1)}. */
    int OCSP = 1;

    @Override
    default ExtensionType type() {
        return ExtensionType.STATUS_REQUEST;
    }

    /**
     * {@code struct { CertificateStatusType status_type; OCSPStatusRequest request; }} of a ClientHello, where
     * {@code struct { ResponderID responder_id_list<0..2^16-1>; Extensions request_extensions; }}.
     *
     * @param statusType 1 for OCSP; others are to be ignored
     * @param request    the bytes after the type; well-formed where the type is OCSP
     */
    record Request(int statusType, Opaque request) implements StatusRequest {
        /** Any OCSP response will do. */
        public static Request ocsp() {
            return new Request(OCSP, Opaque.of(new byte[4]));
        }

        static Request read(Reader in) {
            Request request = new Request(in.u8("status_type"), in.rest());
            if (request.isOcsp()) {
                Reader body = Reader.of(request.request, "OCSPStatusRequest");
                Reader responders = body.vector16("responder_id_list", 0);
                while (responders.hasMore()) {
                    responders.opaque16("responder_id", 1);
                }
                body.opaque16("request_extensions");
                body.done();
            }
            return request;
        }

        @Override
        public void write(Writer out) {
            out.u8(statusType).bytes(request);
        }

        /** Whether an OCSP response is wanted. */
        public boolean isOcsp() {
            return statusType == OCSP;
        }
    }

    /** Empty: a server's request in CertificateRequest, or its answer in the ServerHello of TLS 1.2. */
    record Empty() implements StatusRequest {
        static Empty read(Reader in) {
            return new Empty();
        }

        @Override
        public void write(Writer out) {
            // the body is empty
        }
    }

    /**
     * {@code struct { CertificateStatusType status_type; OCSPResponse response<1..2^24-1>; } CertificateStatus;}
     * in the entry of the certificate it is about.
     *
     * @param ocspResponse DER, at least one byte
     */
    record CertificateStatus(Opaque ocspResponse) implements StatusRequest {
        static CertificateStatus read(Reader in) {
            int statusType = in.u8("status_type");
            if (statusType != OCSP) {
                throw Reason.ILLEGAL_VALUE.with("field", "status_type", "value", statusType);
            }
            return new CertificateStatus(in.opaque24("response", 1));
        }

        @Override
        public void write(Writer out) {
            out.u8(OCSP).opaque24(ocspResponse);
        }
    }
}
