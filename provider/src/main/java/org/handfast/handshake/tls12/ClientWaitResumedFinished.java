package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedFinished;
import org.handfast.handshake.extension.OfferedSession;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Finished;

/** The server's Finished shows that it has the secret of the session; ours ends the handshake (RFC 5246 §7.3). */
record ClientWaitResumedFinished(
        Progress progress, ConnectionKeys keys, OfferedSession resumed, Optional<GivenTicket> ticket)
        implements ClientState {
    @Override
    public State on(Finished message, Link link) {
        VerifiedFinished finished = VerifiedFinished.of(
                keys.main().serverFinished(progress.transcript().hash()), message.verifyData());
        progress.transcript().add(link.received());
        link.changeCipherSpec();
        link.writeWith(keys.client());
        Opaque verifyData = Opaque.of(keys.main().clientFinished(progress.transcript().hash()));
        link.send(new Flight(progress.transcript()).add(new Finished(verifyData)));
        ticket.ifPresent(given -> given.keep(progress, keys.main(), Optional.of(resumed.session()), link));
        keys.main().close();
        return ClientConnected.enter(
                progress.facts().withConfirmed(true), keys.exporter(),
                new ClientConnected(PeerProof.Resumed.server(resumed.session()), finished), link);
    }
}
