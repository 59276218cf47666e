package org.handfast.credential;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;
import org.handfast.iana.SignatureScheme;

/**
 * Which schemes may stand for the signature inside a certificate. The curve and the key of the issuer are not
 * known from the certificate alone, so schemes are grouped by what its algorithm identifier shows.
 */
final class CertificateSignatures {
    private static final Map<String, Set<SignatureScheme>> BY_OID = Map.ofEntries(
            Map.entry("1.2.840.113549.1.1.5", Set.of(SignatureScheme.RSA_PKCS1_SHA1)),
            Map.entry("1.2.840.113549.1.1.11", Set.of(SignatureScheme.RSA_PKCS1_SHA256)),
            Map.entry("1.2.840.113549.1.1.12", Set.of(SignatureScheme.RSA_PKCS1_SHA384)),
            Map.entry("1.2.840.113549.1.1.13", Set.of(SignatureScheme.RSA_PKCS1_SHA512)),
            Map.entry("1.2.840.113549.1.1.10", Set.of(
                    SignatureScheme.RSA_PSS_RSAE_SHA256,
                    SignatureScheme.RSA_PSS_RSAE_SHA384,
                    SignatureScheme.RSA_PSS_RSAE_SHA512,
                    SignatureScheme.RSA_PSS_PSS_SHA256,
                    SignatureScheme.RSA_PSS_PSS_SHA384,
                    SignatureScheme.RSA_PSS_PSS_SHA512)),
            Map.entry("1.2.840.10045.4.1", Set.of(SignatureScheme.ECDSA_SHA1)),
            Map.entry("1.2.840.10045.4.3.2", Set.of(SignatureScheme.ECDSA_SECP256R1_SHA256)),
            Map.entry("1.2.840.10045.4.3.3", Set.of(SignatureScheme.ECDSA_SECP384R1_SHA384)),
            Map.entry("1.2.840.10045.4.3.4", Set.of(SignatureScheme.ECDSA_SECP521R1_SHA512)),
            Map.entry("1.3.101.112", Set.of(SignatureScheme.ED25519)),
            Map.entry("1.3.101.113", Set.of(SignatureScheme.ED448)));

    private CertificateSignatures() {}

    /** Whether the scheme may describe the certificate's signature. */
    static boolean match(X509Certificate certificate, SignatureScheme scheme) {
        return BY_OID.getOrDefault(certificate.getSigAlgOID(), Set.of()).contains(scheme);
    }
}
