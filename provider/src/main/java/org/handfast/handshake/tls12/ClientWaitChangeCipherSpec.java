package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;

/** The server's next records are protected (RFC 5246 §7.1). */
record ClientWaitChangeCipherSpec(
        Progress progress, PeerProof.OfServer server, ConnectionKeys keys, Optional<GivenTicket> ticket)
        implements ClientState {
    @Override
    public State onChangeCipherSpec(Link link) {
        link.readWith(keys.server());
        return new ClientWaitFinished(progress, server, keys, ticket);
    }
}
