package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedFinished;
import org.handfast.wire.message.Finished;

/** "Recipients of Finished messages MUST verify that the contents are correct", RFC 5246 §7.4.9. */
record ClientWaitFinished(
        Progress progress, PeerProof.OfServer server, ConnectionKeys keys, Optional<GivenTicket> ticket)
        implements ClientState {
    @Override
    public State on(Finished message, Link link) {
        VerifiedFinished finished = VerifiedFinished.of(
                keys.main().serverFinished(progress.transcript().hash()), message.verifyData());
        ticket.ifPresentOrElse(
                given -> given.keep(progress, keys.main(), Optional.empty(), link),
                () -> GivenTicket.keepId(progress, keys.main(), link));
        keys.main().close();
        return ClientConnected.enter(
                progress.facts().withConfirmed(true), keys.exporter(), new ClientConnected(server, finished), link);
    }
}
