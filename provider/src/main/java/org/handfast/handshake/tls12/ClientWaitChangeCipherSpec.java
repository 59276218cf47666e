package org.handfast.handshake.tls12;

import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;

/**
 * The server's next records are protected (RFC 5246 §7.1). A NewSessionTicket is unexpected here: we ask for none
 * (RFC 5077 §3.3).
 */
record ClientWaitChangeCipherSpec(Progress progress, PeerProof.OfServer server, ConnectionKeys keys)
        implements ClientState {
    @Override
    public State onChangeCipherSpec(Link link) {
        link.readWith(keys.server());
        return new ClientWaitFinished(progress, server, keys);
    }
}
