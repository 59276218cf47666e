package org.handfast.handshake.tls12;

import java.security.PublicKey;
import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedChain;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.wire.message.Certificate12;

/** A client certificate was asked for: Certificate comes first, if need be empty (RFC 5246 §7.4.6). */
record ServerWaitCertificate(Progress progress, ServerHalf half) implements ServerState {
    @Override
    public State on(Certificate12 message, Link link) {
        progress.requireExtendedMainSecret();
        if (message.certificateList().isEmpty()) {
            PeerProof.Anonymous.client12(progress.terms().clientAuthentication());
            progress.transcript().add(link.received());
            progress.transcript().forget();
            return new ServerWaitClientKeyExchange(progress, half, Optional.empty());
        }
        HandshakeFacts facts = PeerCertificate.read(
                message, progress.terms().limits().chainFromClient(), progress.facts());
        checkType(facts.peerChain().get(0).getPublicKey());
        progress.transcript().add(link.received());
        Progress known = progress.learned(facts, link);
        return link.await(
                () -> VerifiedChain.by(progress.terms().verifier(), Role.CLIENT, facts),
                chain -> new ServerWaitClientKeyExchange(known, half, Optional.of(chain)));
    }

    /**
     * The leaf must hold a key that goes with certificate_types and supported_signature_algorithms as we sent them
     * (RFC 5246 §7.4.6, §7.4.4).
     */
    private void checkType(PublicKey leaf) {
        boolean asked = SignatureAlgorithmsRule.offered12(progress.terms().allowed()).stream()
                .flatMap(scheme -> progress.terms().allowed().scheme(scheme).stream())
                .anyMatch(algorithm -> algorithm.fits12(leaf));
        if (!asked) {
            throw Reason.CERTIFICATE_TYPE_NOT_ASKED_FOR.with("key", leaf.getAlgorithm());
        }
    }
}
