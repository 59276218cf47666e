package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedFinished;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Finished;

/** The client's Finished comes next; ours answers it (RFC 5246 §7.4.9). */
record ServerWaitFinished(Progress progress, ConnectionKeys keys, PeerProof peer) implements ServerState {
    @Override
    public State on(Finished message, Link link) {
        VerifiedFinished finished = VerifiedFinished.of(
                keys.main().clientFinished(progress.transcript().hash()), message.verifyData());
        progress.transcript().add(link.received());
        if (progress.next().ticket()) {
            link.send(new Flight(progress.transcript()).add(ServerResumption.ticket(
                    progress, keys.main(), Optional.empty())));
        }
        byte[] ours = keys.main().serverFinished(progress.transcript().hash());
        link.changeCipherSpec();
        link.writeWith(keys.server());
        link.send(new Flight(progress.transcript()).add(new Finished(Opaque.of(ours))));
        ServerResumption.keep(progress, keys.main(), link);
        keys.main().close();
        return ServerConnected.enter(
                progress.facts().withConfirmed(true), keys.exporter(), new ServerConnected(peer, finished), link);
    }
}
