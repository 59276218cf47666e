package org.handfast.credential.source;

import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.handfast.failure.Reason;

/** Certificates and keys from PEM text. All methods throw TlsFailure CREDENTIAL_UNREADABLE with a fact {@code why}. */
public final class PemSource {
    private static final Set<String> CERTIFICATE = Set.of("CERTIFICATE", "X509 CERTIFICATE", "X.509 CERTIFICATE");

    private PemSource() {}

    /** All certificates, in file order; empty where the text holds none. */
    public static List<X509Certificate> certificates(byte[] pem) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemText.Block block : PemText.blocks(pem)) {
            if (CERTIFICATE.contains(block.label())) {
                certificates.add(certificate(block.der()));
            }
        }
        return certificates;
    }

    /** The one private key: PKCS #8, RSA (PKCS #1) or EC (SEC 1), not encrypted. */
    public static PrivateKey privateKey(byte[] pem) {
        List<PemText.Block> keys = PemText.blocks(pem).stream()
                .filter(b -> b.label().endsWith("PRIVATE KEY"))
                .toList();
        if (keys.size() != 1) {
            throw Reason.CREDENTIAL_UNREADABLE.with("why", "the file holds " + keys.size() + " private keys");
        }
        return PrivateKeys.read(keys.get(0).label(), keys.get(0).der());
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw Reason.CREDENTIAL_UNREADABLE.causedBy(e, "why", "a certificate cannot be parsed");
        }
    }
}
