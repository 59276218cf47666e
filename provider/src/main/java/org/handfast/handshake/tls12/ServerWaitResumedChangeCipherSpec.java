package org.handfast.handshake.tls12;

import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.session.Session;

/** Our flight resumes a session: the client's change_cipher_spec answers it (RFC 5246 §7.3, figure 2). */
record ServerWaitResumedChangeCipherSpec(Progress progress, ConnectionKeys keys, Session session)
        implements ServerState {
    @Override
    public State onChangeCipherSpec(Link link) {
        link.readWith(keys.client());
        return new ServerWaitResumedFinished(progress, keys, session);
    }
}
