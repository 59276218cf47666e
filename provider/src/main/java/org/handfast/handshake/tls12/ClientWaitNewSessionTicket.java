package org.handfast.handshake.tls12;

import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.wire.message.NewSessionTicket12;

/**
 * The server has promised a ticket: "This message MUST be sent if the server included a SessionTicket extension in the
 * ServerHello", RFC 5077 §3.3. It is part of the hashed messages.
 */
record ClientWaitNewSessionTicket(Progress progress, PeerProof.OfServer server, ConnectionKeys keys)
        implements ClientState {
    @Override
    public State on(NewSessionTicket12 message, Link link) {
        progress.transcript().add(link.received());
        return new ClientWaitChangeCipherSpec(progress, server, keys, GivenTicket.of(message));
    }
}
