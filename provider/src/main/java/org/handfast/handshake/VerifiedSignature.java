package org.handfast.handshake;

import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.failure.Reason;

/** Proof that the peer signed this handshake with the key of its trusted chain (RFC 9846 §4.5.3). */
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
        if (!algorithm.fits(chain.leafKey())) {
            throw Reason.SIGNATURE_SCHEME_WRONG_KEY.with(
                    "scheme", algorithm.scheme(), "key", chain.leafKey().getAlgorithm());
        }
        if (!algorithm.verify(chain.leafKey(), content, signature)) {
            throw Reason.BAD_SIGNATURE.with("scheme", algorithm.scheme());
        }
        return new VerifiedSignature();
    }
}
