package org.handfast.handshake.tls13;

import java.util.Objects;
import org.handfast.credential.HandshakeFacts;
import org.handfast.handshake.Established;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedFinished;
import org.handfast.schedule.Exporter;
import org.handfast.wire.message.KeyUpdate;

/**
 * CONNECTED of RFC 9846 appendix A.2. Made only from proofs (security rule S-2).
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

    @Override
    public State on(KeyUpdate message, Link link) {
        KeyUpdates.receive(message, link);
        return this;
    }
}
