package org.handfast.handshake.tls12;

import org.handfast.credential.CertificateChain;
import org.handfast.credential.HandshakeFacts;
import org.handfast.failure.Reason;
import org.handfast.wire.message.Certificate12;

/** The checks on a Certificate message before anybody judges the chain (RFC 5246 §7.4.2, §7.4.6). */
final class PeerCertificate {
    private PeerCertificate() {}

    /**
     * Reads a non-empty chain.
     *
     * @param deepest certificates allowed
     * @return the facts with the chain
     * @throws org.handfast.failure.TlsFailure CHAIN_TOO_LONG, CERTIFICATE_NOT_PARSED
     */
    static HandshakeFacts read(Certificate12 message, int deepest, HandshakeFacts facts) {
        if (message.certificateList().size() > deepest) {
            throw Reason.CHAIN_TOO_LONG.with("length", message.certificateList().size(), "limit", deepest);
        }
        return facts.withPeerChain(CertificateChain.parse(message.certificateList()));
    }
}
