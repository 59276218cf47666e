package org.handfast.handshake.tls13;

import java.util.Optional;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedFinished;
import org.handfast.schedule.MainSecret;
import org.handfast.wire.message.EndOfEarlyData;
import org.handfast.wire.message.Finished;

/** WAIT_FINISHED of RFC 9846 appendix A.1. */
record ClientWaitFinished(Progress progress, Optional<CertificateWanted> wanted, PeerProof.OfServer server)
        implements ClientState {
    @Override
    public State on(Finished message, Link link) {
        VerifiedFinished finished = VerifiedFinished.of(
                progress.keys().server(), progress.transcript().hash(), message.verifyData());
        progress.transcript().add(link.received());
        byte[] serverFinishedHash = progress.transcript().hash();
        MainSecret main = progress.keys().main();
        link.readWith(main.server(serverFinishedHash));
        ClientFlight flight = new ClientFlight(
                progress,
                server,
                finished,
                main.client(serverFinishedHash),
                main.exporter(serverFinishedHash));
        link.onFailure(flight::close);
        endEarlyData(link);
        return flight.begin(wanted, link);
    }

    /**
     * "If the server sent an "early_data" extension in EncryptedExtensions, the client MUST send an EndOfEarlyData
     * message after receiving the server Finished", RFC 9846 §4.6; the keys of the handshake come behind it.
     */
    private void endEarlyData(Link link) {
        if (progress.facts().earlyData()) {
            link.sendEarlyData(0);
            link.send(new Flight(progress.transcript()).add(new EndOfEarlyData()));
            link.writeWith(progress.keys().client());
        }
    }
}
