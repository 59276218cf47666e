package org.handfast.handshake.tls12;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.Credential;
import org.handfast.credential.CredentialRequest;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.Allowed;
import org.handfast.handshake.Terms;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Certificate12;

/**
 * The identity we show, and the scheme that proves it (RFC 5246 §7.4.2, §7.4.3, §7.4.8).
 *
 * @param credential chain and key
 * @param algorithm fits the key and is one the peer listed
 */
record OwnCertificate(Credential credential, SignatureAlgorithm algorithm) {
    /**
     * Selects; asks outside code, so it is {@link org.handfast.handshake.Work}.
     *
     * @return empty if there is no credential, or its key fits none of the request's schemes
     * @throws TlsFailure CREDENTIAL_SELECTION_FAILED where the selector broke
     */
    static Optional<OwnCertificate> select(Terms terms, CredentialRequest request) {
        return selected(terms, request)
                .flatMap(credential -> fitting(credential, request, terms.allowed())
                        .map(algorithm -> new OwnCertificate(credential, algorithm)));
    }

    /** The message. */
    Certificate12 message() {
        List<Opaque> chain = new ArrayList<>(credential.chain().size());
        for (X509Certificate certificate : credential.chain()) {
            chain.add(encoded(certificate));
        }
        return new Certificate12(chain);
    }

    /** Signs; slow, so it is {@link org.handfast.handshake.Work}. */
    Opaque sign(byte[] content) {
        return Opaque.of(algorithm.sign(credential.key(), content));
    }

    private static Optional<Credential> selected(Terms terms, CredentialRequest request) {
        try {
            return terms.credentials().select(request);
        } catch (TlsFailure known) {
            throw known;
        } catch (RuntimeException outside) {
            throw Reason.CREDENTIAL_SELECTION_FAILED.causedBy(outside);
        }
    }

    private static Optional<SignatureAlgorithm> fitting(
            Credential credential, CredentialRequest request, Allowed allowed) {
        PublicKey key = credential.chain().get(0).getPublicKey();
        return request.schemes().stream()
                .flatMap(scheme -> allowed.scheme(scheme).stream())
                .filter(algorithm -> algorithm.fits12(key))
                .findFirst();
    }

    private static Opaque encoded(X509Certificate certificate) {
        try {
            return Opaque.of(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw Reason.CREDENTIAL_SELECTION_FAILED.causedBy(broken, "certificate", "cannot be encoded");
        }
    }
}
