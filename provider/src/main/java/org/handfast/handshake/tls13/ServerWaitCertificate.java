package org.handfast.handshake.tls13;

import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedChain;
import org.handfast.wire.U16List;
import org.handfast.wire.message.Certificate;

/** WAIT_CERT of RFC 9846 appendix A.2: a client certificate was asked for. */
record ServerWaitCertificate(Progress progress, ServerWaitFinished.Opened opened) implements ServerState {
    @Override
    public State on(Certificate message, Link link) {
        PeerCertificate.checkContext(message);
        if (message.certificateList().isEmpty()) {
            PeerProof proof = PeerProof.Anonymous.client(progress.terms().clientAuthentication());
            progress.transcript().add(link.received());
            return new ServerWaitFinished(progress, opened, proof);
        }
        HandshakeFacts facts = PeerCertificate.read(
                message, U16List.EMPTY, progress.terms().limits().chainFromClient(), progress.facts());
        progress.transcript().add(link.received());
        Progress known = progress.learned(facts, link);
        return link.await(
                () -> VerifiedChain.by(progress.terms().verifier(), Role.CLIENT, facts),
                chain -> new ServerWaitCertificateVerify(known, opened, chain));
    }
}
