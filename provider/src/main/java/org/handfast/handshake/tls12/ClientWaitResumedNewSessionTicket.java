package org.handfast.handshake.tls12;

import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.extension.OfferedSession;
import org.handfast.wire.message.NewSessionTicket12;

/** The server resumes our session and has promised a new ticket for it (RFC 5077 §3.3). */
record ClientWaitResumedNewSessionTicket(Progress progress, ConnectionKeys keys, OfferedSession resumed)
        implements ClientState {
    @Override
    public State on(NewSessionTicket12 message, Link link) {
        progress.transcript().add(link.received());
        return new ClientWaitResumedChangeCipherSpec(progress, keys, resumed, GivenTicket.of(message));
    }
}
