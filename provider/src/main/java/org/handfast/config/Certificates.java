package org.handfast.config;

import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.handfast.crypto.Hash;
import org.handfast.failure.Reason;

/** What people want to know of a certificate. */
final class Certificates {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private Certificates() {}

    static CertificateInfo describe(String source, X509Certificate certificate, Hash sha256) {
        return new CertificateInfo(
                source,
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                names(certificate, List.of(DNS_NAME, IP_ADDRESS)),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getSerialNumber().toString(16),
                key(certificate.getPublicKey()),
                fingerprint(certificate, sha256));
    }

    /** Host names of subjectAltName, lower case; the common name is no host name any more (RFC 9525 §2). */
    static List<String> hostNames(X509Certificate certificate) {
        return names(certificate, List.of(DNS_NAME));
    }

    private static List<String> names(X509Certificate certificate, List<Integer> kinds) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                if (kinds.contains(name.get(0)) && name.get(1) instanceof String text) {
                    names.add(text.toLowerCase(Locale.ROOT));
                }
            }
        } catch (CertificateParsingException e) {
            // a certificate whose names cannot be read serves none
            names.clear();
        }
        return names;
    }

    private static String key(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return key.getAlgorithm() + " " + rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKey ec) {
            return "EC " + ec.getParams().getCurve().getField().getFieldSize();
        }
        return key.getAlgorithm();
    }

    private static String fingerprint(X509Certificate certificate, Hash sha256) {
        try {
            return Hex.of(sha256.digest(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "what", "encoding of a parsed certificate");
        }
    }
}
