package org.handfast.handshake.tls12;

import java.util.Objects;
import org.handfast.credential.HandshakeFacts;
import org.handfast.failure.Reason;
import org.handfast.handshake.Established;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedFinished;
import org.handfast.schedule.Exporter;
import org.handfast.wire.message.ClientHello;

/**
 * The handshake is done. Made only from proofs (security rule S-2).
 *
 * @param peer how the client is authenticated
 * @param finished the client's Finished
 */
record ServerConnected(PeerProof peer, VerifiedFinished finished) implements ServerState {
    /** Neither proof may be missing. */
    ServerConnected {
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(finished, "finished");
    }

    /** Tells the world. */
    static State enter(HandshakeFacts facts, Exporter exporter, ServerConnected proven, Link link) {
        link.learned(facts);
        link.connected(new Established(facts, exporter));
        return proven;
    }

    /** Nobody renegotiates (security rule S-7): refused with no_renegotiation, fatal (RFC 5246 §7.2.2). */
    @Override
    public State on(ClientHello message, Link link) {
        throw Reason.RENEGOTIATION_REFUSED.failure();
    }
}
