package org.handfast.handshake.tls13;

import java.util.Objects;
import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.handshake.Established;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedFinished;
import org.handfast.schedule.Exporter;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.MessageKind;
import org.handfast.wire.message.KeyUpdate;
import org.handfast.wire.message.NewSessionTicket;

/**
 * CONNECTED of RFC 9846 appendix A.1. Made only from proofs (security rule S-2). A CertificateRequest is
 * unexpected here: we never offer post_handshake_auth (RFC 9846 §4.7.2).
 *
 * @param server how the server is authenticated
 * @param finished the server's Finished
 * @param tickets what becomes of tickets; empty: they are dropped
 */
record ClientConnected(PeerProof.OfServer server, VerifiedFinished finished, Optional<GivenTickets> tickets)
        implements ClientState {
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

    @Override
    public State on(KeyUpdate message, Link link) {
        KeyUpdates.receive(message, link);
        return this;
    }

    /** Kept for later connections, if anything is (RFC 9846 §4.7.1). */
    @Override
    public State on(NewSessionTicket message, Link link) {
        Extensions.checkPlacement(message.extensions(), MessageKind.NEW_SESSION_TICKET);
        message.extensions().get(Extensions.EARLY_DATA_NEW_SESSION_TICKET);
        tickets.ifPresent(given -> given.keep(message));
        return this;
    }
}
