package org.handfast.credential;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.handfast.failure.Reason;
import org.handfast.wire.Opaque;

/** A peer's chain, from the bytes it sent. */
public final class CertificateChain {
    private static final int SEQUENCE = 0x30;

    private CertificateChain() {}

    /**
     * Parses each element as one DER certificate and nothing else.
     *
     * @param encoded cert_data of each entry, leaf first
     * @throws org.handfast.failure.TlsFailure CERTIFICATE_NOT_PARSED (bad_certificate, RFC 9846 §4.5.1.3)
     */
    @SuppressWarnings("exports") // called from inside only
    public static List<X509Certificate> parse(List<Opaque> encoded) {
        List<X509Certificate> chain = new ArrayList<>(encoded.size());
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Opaque der : encoded) {
                chain.add(one(factory, der.bytes()));
            }
        } catch (CertificateException | RuntimeException unparsable) {
            throw Reason.CERTIFICATE_NOT_PARSED.causedBy(unparsable, "index", chain.size());
        }
        return List.copyOf(chain);
    }

    /** The factory also takes PEM and ignores what follows: both are refused here. */
    private static X509Certificate one(CertificateFactory factory, byte[] der) throws CertificateException {
        if (der.length == 0 || (der[0] & 0xFF) != SEQUENCE) {
            throw new CertificateException("not DER");
        }
        X509Certificate certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        if (!Arrays.equals(certificate.getEncoded(), der)) {
            throw new CertificateException("bytes besides the certificate");
        }
        return certificate;
    }
}
