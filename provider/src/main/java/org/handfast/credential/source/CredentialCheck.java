package org.handfast.credential.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.Credential;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;

/** What must hold before an identity is used. Each check throws TlsFailure. */
public final class CredentialCheck {
    private static final String PROBE = "Handfast: does this key belong to this certificate?";

    private CredentialCheck() {}

    /**
     * Signs with the key and verifies with the certificate: works for opaque keys too.
     *
     * @throws TlsFailure KEY_DOES_NOT_MATCH_CERTIFICATE, or NO_COMMON_SIGNATURE_SCHEME when no scheme of the
     *     catalog fits the certificate's key
     */
    public static void keyMatches(Credential credential, Catalog catalog) {
        PublicKey key = credential.chain().get(0).getPublicKey();
        SignatureAlgorithm algorithm = catalog.signatureAlgorithms().stream()
                .filter(a -> a.fits(key))
                .findFirst()
                .orElseThrow(() -> Reason.NO_COMMON_SIGNATURE_SCHEME.with("key", key.getAlgorithm()));
        if (!verifies(credential, algorithm, key)) {
            throw Reason.KEY_DOES_NOT_MATCH_CERTIFICATE.with("credential", credential.name());
        }
    }

    /**
     * Each certificate must be signed by the one after it.
     *
     * @throws TlsFailure CREDENTIAL_UNREADABLE with {@code why}
     */
    public static void chainInOrder(Credential credential) {
        List<X509Certificate> chain = credential.chain();
        for (int i = 0; i + 1 < chain.size(); i++) {
            if (!signedBy(chain.get(i), chain.get(i + 1))) {
                throw Reason.CREDENTIAL_UNREADABLE.with(
                        "why", "certificate " + (i + 1) + " of the chain is not issued by certificate " + (i + 2));
            }
        }
    }

    /** The first certificate of the chain that is outside its validity; roots at its end do not count. */
    public static Optional<X509Certificate> outsideValidity(Credential credential, Instant now) {
        List<X509Certificate> chain = credential.chain();
        return chain.stream()
                .filter(c -> chain.size() == 1 || !c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
                .filter(c -> !validAt(c, now))
                .findFirst();
    }

    /** Whether the certificate is valid at this time (RFC 5280 §4.1.2.5: both ends included). */
    public static boolean validAt(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    private static boolean verifies(Credential credential, SignatureAlgorithm algorithm, PublicKey key) {
        byte[] probe = PROBE.getBytes(StandardCharsets.US_ASCII);
        try {
            return algorithm.verify(key, probe, algorithm.sign(credential.key(), probe));
        } catch (TlsFailure e) {
            return false;
        }
    }

    private static boolean signedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
