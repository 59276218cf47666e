package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.extension.OfferedSession;

/** The server resumes our session: its next records are protected (RFC 5246 §7.3, figure 2). */
record ClientWaitResumedChangeCipherSpec(
        Progress progress, ConnectionKeys keys, OfferedSession resumed, Optional<GivenTicket> ticket)
        implements ClientState {
    @Override
    public State onChangeCipherSpec(Link link) {
        link.readWith(keys.server());
        return new ClientWaitResumedFinished(progress, keys, resumed, ticket);
    }
}
