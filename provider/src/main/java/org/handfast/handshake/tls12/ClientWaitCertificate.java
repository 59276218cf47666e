package org.handfast.handshake.tls12;

import java.security.PublicKey;
import java.util.List;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.KeyCurve;
import org.handfast.crypto.Kem;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.message.Certificate12;

/**
 * Takes the server's chain: every suite here is authenticated by certificate (RFC 5246 §7.4.2).
 *
 * @param stapled whether the server may send a CertificateStatus
 */
record ClientWaitCertificate(Progress progress, boolean stapled) implements ClientState {
    @Override
    public State on(Certificate12 message, Link link) {
        if (message.certificateList().isEmpty()) {
            // only a client without a certificate sends an empty list, RFC 5246 §7.4.6
            throw Reason.EMPTY_CERTIFICATE.failure();
        }
        HandshakeFacts facts = PeerCertificate.read(
                message, progress.terms().limits().chainFromServer(), progress.facts());
        if (progress.suite().transport().isPresent()) {
            TransportKey.require(facts.peerChain().get(0));
        } else {
            checkKey(facts.peerChain().get(0).getPublicKey());
        }
        progress.transcript().add(link.received());
        Progress known = progress.learned(facts, link);
        return stapled ? new ClientWaitCertificateStatus(known) : PeerChain.verify(known, link);
    }

    /**
     * "The end entity certificate's public key (and associated restrictions) MUST be compatible with the selected
     * key exchange algorithm", RFC 5246 §7.4.2; an ECDSA key is on a curve that we offered, RFC 8422 §5.3.
     */
    private void checkKey(PublicKey key) {
        boolean fits = progress.terms().allowed().schemes().stream()
                .filter(algorithm -> SigningKind.of(algorithm.scheme()) == progress.suite().authentication())
                .anyMatch(algorithm -> algorithm.fits12(key));
        List<NamedGroup> curves = progress.terms().allowed().groups().stream().map(Kem::group).toList();
        if (!fits || !KeyCurve.isAmong(curves, key)) {
            throw Reason.CERTIFICATE_WRONG_KEY_TYPE.with(
                    "key", key.getAlgorithm(), "suite", progress.suite().suite());
        }
    }
}
