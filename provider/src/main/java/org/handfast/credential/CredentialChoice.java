package org.handfast.credential;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Catalog;
import org.handfast.iana.SignatureScheme;

/**
 * One choice of a credential (RFC 9846 §4.5.1.2).
 *
 * <ol>
 *   <li>Out: keys that can make no signature both sides allow; for a client also chains that come from none of
 *       the authorities the server named.
 *   <li>Server: an exact name before a wildcard before none.
 *   <li>A chain signed with schemes the peer accepts before one it may refuse.
 *   <li>The order of the set.
 * </ol>
 */
record CredentialChoice(List<NamedCredential> credentials, Catalog catalog, CredentialRequest request) {
    Optional<Credential> best() {
        // max keeps the last of equals, min the first: file order decides between equals
        return credentials.stream()
                .filter(c -> canSign(c.credential()))
                .filter(c -> fromNamedAuthority(c.credential()))
                .filter(c -> isFreeOfSha1(c.credential()) || signedAsAccepted(c.credential()))
                .min(Comparator.comparingInt(this::nameRank).reversed()
                        .thenComparing(c -> !signedAsAccepted(c.credential())))
                .map(NamedCredential::credential);
    }

    private boolean canSign(Credential credential) {
        PublicKey key = credential.chain().get(0).getPublicKey();
        return request.schemes().stream()
                .anyMatch(s -> catalog.signatureAlgorithm(s).filter(a -> request.fits(a, key)).isPresent());
    }

    /** "at least one of the certificates in the certificate chain SHOULD be issued by one of the listed CAs". */
    private boolean fromNamedAuthority(Credential credential) {
        return request.role() == Role.SERVER
                || request.authorities().isEmpty()
                || credential.chain().stream()
                        .anyMatch(c -> request.authorities().contains(c.getIssuerX500Principal()));
    }

    private int nameRank(NamedCredential candidate) {
        if (request.role() == Role.CLIENT) {
            return HostNames.NONE;
        }
        return request.facts().serverName().map(n -> HostNames.rank(candidate.names(), n)).orElse(HostNames.NONE);
    }

    /** A self-signed certificate's own signature is not looked at (RFC 9846 §4.5.1.2). */
    private boolean signedAsAccepted(Credential credential) {
        return credential.chain().stream()
                .filter(c -> !c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
                .allMatch(this::acceptedSignature);
    }

    /** "This fallback chain MUST NOT use the deprecated SHA-1 hash", RFC 9846 §4.5.1.2, unless the peer takes it. */
    private static boolean isFreeOfSha1(Credential credential) {
        return credential.chain().stream()
                .filter(c -> !c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
                .noneMatch(c -> CertificateSignatures.match(c, SignatureScheme.RSA_PKCS1_SHA1)
                        || CertificateSignatures.match(c, SignatureScheme.ECDSA_SHA1));
    }

    private boolean acceptedSignature(X509Certificate certificate) {
        List<SignatureScheme> schemes = request.certificateSchemes();
        return schemes.isEmpty() || schemes.stream().anyMatch(s -> CertificateSignatures.match(certificate, s));
    }
}
