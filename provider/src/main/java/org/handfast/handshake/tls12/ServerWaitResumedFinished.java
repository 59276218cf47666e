package org.handfast.handshake.tls12;

import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedFinished;
import org.handfast.session.Session;
import org.handfast.wire.message.Finished;

/** The client's Finished shows that it has the secret of the session, and ends the handshake (RFC 5246 §7.4.9). */
record ServerWaitResumedFinished(Progress progress, ConnectionKeys keys, Session session) implements ServerState {
    @Override
    public State on(Finished message, Link link) {
        VerifiedFinished finished = VerifiedFinished.of(
                keys.main().clientFinished(progress.transcript().hash()), message.verifyData());
        keys.main().close();
        return ServerConnected.enter(
                progress.facts().withConfirmed(true), keys.exporter(),
                new ServerConnected(PeerProof.Resumed.client(
                        session, progress.terms().clientAuthentication()), finished), link);
    }
}
