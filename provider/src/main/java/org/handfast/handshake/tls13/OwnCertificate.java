package org.handfast.handshake.tls13;

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
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.CertificateEntry;
import org.handfast.wire.message.CertificateVerify;

/**
 * The identity we show, and the scheme that proves it (RFC 9846 §4.5.1, §4.5.2).
 *
 * @param credential chain and key
 * @param algorithm fits the key and is one the peer listed
 */
record OwnCertificate(Credential credential, SignatureAlgorithm algorithm) {
    /**
     * A server's; asks outside code, so it is {@link org.handfast.handshake.Work}.
     *
     * @throws TlsFailure NO_CREDENTIAL, or NO_COMMON_SIGNATURE_SCHEME where its key fits no scheme the peer listed
     */
    static OwnCertificate require(Terms terms, CredentialRequest request) {
        Credential credential = selected(terms, request)
                .orElseThrow(() -> Reason.NO_CREDENTIAL.with("name", request.facts().serverName().orElse("none")));
        return fitting(credential, request, terms.allowed())
                .map(algorithm -> new OwnCertificate(credential, algorithm))
                .orElseThrow(() -> Reason.NO_COMMON_SIGNATURE_SCHEME.with(
                        "key", credential.chain().get(0).getPublicKey().getAlgorithm(),
                        "credential", credential.name(), "schemes", request.schemes()));
    }

    /**
     * A client's; asks outside code, so it is {@link org.handfast.handshake.Work}. A credential whose key fits no
     * scheme the peer listed is as good as none: "If the server requests certificate-based client authentication but
     * no suitable certificate is available, the client MUST send a Certificate message containing no certificates",
     * RFC 9846 §4.5.1.
     *
     * @return empty if there is no credential, or its key fits none of the request's schemes
     * @throws TlsFailure CREDENTIAL_SELECTION_FAILED where the selector broke
     */
    static Optional<OwnCertificate> select(Terms terms, CredentialRequest request) {
        return selected(terms, request)
                .flatMap(credential -> fitting(credential, request, terms.allowed())
                        .map(algorithm -> new OwnCertificate(credential, algorithm)));
    }

    /** The message, with these extensions at the leaf. */
    Certificate message(ExtensionBlock leafExtensions) {
        List<CertificateEntry> entries = new ArrayList<>(credential.chain().size());
        for (X509Certificate certificate : credential.chain()) {
            entries.add(new CertificateEntry(
                    encoded(certificate), entries.isEmpty() ? leafExtensions : ExtensionBlock.EMPTY));
        }
        return new Certificate(Opaque.EMPTY, entries);
    }

    /** Signs; slow, so it is {@link org.handfast.handshake.Work}. */
    CertificateVerify sign(byte[] content) {
        return new CertificateVerify(
                algorithm.scheme(), Opaque.of(algorithm.sign(credential.key(), content)));
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
                .filter(algorithm -> algorithm.fits(key))
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
