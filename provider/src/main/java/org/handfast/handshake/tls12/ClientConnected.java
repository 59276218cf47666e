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
import org.handfast.wire.message.HelloRequest;

/**
 * The connection is open. Made only from proofs (security rule S-2).
 *
 * @param server how the server is authenticated
 * @param finished the server's Finished
 */
record ClientConnected(PeerProof.OfServer server, VerifiedFinished finished) implements ClientState {
    /** Neither proof may be missing. */
    ClientConnected {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(finished, "finished");
    }

    /** Tells the world. */
    static State enter(HandshakeFacts facts, Exporter exporter, ClientConnected proven, Link link) {
        link.learned(facts);
        link.connected(new Established(facts, exporter));
        return proven;
    }

    /**
     * "the client ... may, if it wishes, respond with a no_renegotiation alert", RFC 5246 §7.4.1.1: a fatal one, for a
     * server that asks cannot go on without (security rule S-7).
     */
    @Override
    public State on(HelloRequest message, Link link) {
        throw Reason.RENEGOTIATION_REFUSED.failure();
    }
}
