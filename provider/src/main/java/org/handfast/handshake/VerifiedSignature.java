package org.handfast.handshake;

import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.failure.Reason;

/** Proof that the peer signed this handshake with the key of its trusted chain (RFC 9846 §4.5.2). */
public final class VerifiedSignature {
    private VerifiedSignature() {}

    /**
     * Verifies; slow, to be called as {@link Work}.
     *
     * @param chain holds the public key
     * @param algorithm of the CertificateVerify, already checked to be one we offered
     * @throws org.handfast.failure.TlsFailure SIGNATURE_SCHEME_WRONG_KEY or BAD_SIGNATURE
     */
    public static VerifiedSignature of(
            VerifiedChain chain, SignatureAlgorithm algorithm, byte[] content, byte[] signature) {
        return of(algorithm.fits(chain.leafKey()), chain, algorithm, content, signature);
    }

    /**
     * Verifies a signature of TLS 1.2: a ServerKeyExchange (RFC 5246 §7.4.3) or a CertificateVerify (§7.4.8); slow,
     * to be called as {@link Work}.
     *
     * @param chain holds the public key
     * @param algorithm already checked to be one we offered
     * @throws org.handfast.failure.TlsFailure SIGNATURE_SCHEME_WRONG_KEY or BAD_SIGNATURE
     */
    public static VerifiedSignature tls12(
            VerifiedChain chain, SignatureAlgorithm algorithm, byte[] content, byte[] signature) {
        return of(algorithm.fits12(chain.leafKey()), chain, algorithm, content, signature);
    }

    private static VerifiedSignature of(
            boolean fits, VerifiedChain chain, SignatureAlgorithm algorithm, byte[] content, byte[] signature) {
        if (!fits) {
            throw Reason.SIGNATURE_SCHEME_WRONG_KEY.with(
                    "scheme", algorithm.scheme(), "key", chain.leafKey().getAlgorithm());
        }
        if (!algorithm.verify(chain.leafKey(), content, signature)) {
            throw Reason.BAD_SIGNATURE.with("scheme", algorithm.scheme());
        }
        return new VerifiedSignature();
    }
}
