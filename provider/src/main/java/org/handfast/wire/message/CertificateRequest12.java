package org.handfast.wire.message;

import java.util.List;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.U16List;
import org.handfast.wire.Writer;

/**
 * {@code struct { ClientCertificateType certificate_types<1..2^8-1>; SignatureAndHashAlgorithm
 * supported_signature_algorithms<2..2^16-2>; DistinguishedName certificate_authorities<0..2^16-1>; }
 * CertificateRequest;} TLS 1.2, RFC 5246 §7.4.4.
 *
 * @param certificateTypes       one byte each: 1 rsa_sign, 64 ecdsa_sign (also for EdDSA, RFC 8422 §5.5)
 * @param signatureAlgorithms    signature schemes in TLS 1.3 terms
 * @param certificateAuthorities distinguished names in DER, each 1 to 2^16-1 bytes; may be empty
 */
public record CertificateRequest12(Opaque certificateTypes, U16List signatureAlgorithms,
        List<Opaque> certificateAuthorities) implements HandshakeMessage {
    /** Keeps an unmodifiable list. */
    public CertificateRequest12 {
        certificateAuthorities = List.copyOf(certificateAuthorities);
    }

    static CertificateRequest12 read(Reader in) {
        return new CertificateRequest12(in.opaque8("certificate_types", 1),
                in.codes16("supported_signature_algorithms"),
                in.vector16("certificate_authorities", 0).list(each -> each.opaque16("distinguished_name", 1)));
    }

    @Override
    public void write(Writer out) {
        out.opaque8(certificateTypes).codes16(signatureAlgorithms)
                .vector16(list -> list.each(certificateAuthorities, (name, to) -> to.opaque16(name)));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }
}
