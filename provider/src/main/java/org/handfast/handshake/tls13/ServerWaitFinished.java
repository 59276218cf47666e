package org.handfast.handshake.tls13;

import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedFinished;
import org.handfast.schedule.Exporter;
import org.handfast.schedule.ResumptionSecret;
import org.handfast.schedule.TrafficSecret;
import org.handfast.wire.message.Finished;

/** WAIT_FINISHED of RFC 9846 appendix A.2. */
record ServerWaitFinished(Progress progress, Opened opened, PeerProof peer) implements ServerState {
    @Override
    public State on(Finished message, Link link) {
        VerifiedFinished finished = VerifiedFinished.of(
                progress.keys().client(), progress.transcript().hash(), message.verifyData());
        progress.transcript().add(link.received());
        link.readWith(opened.client());
        sendTickets(link);
        progress.keys().main().close();
        return ServerConnected.enter(
                progress.facts().withConfirmed(true), opened.exporter(), new ServerConnected(peer, finished), link);
    }

    /** Before the application is told: they ride with the handshake's end, and nobody waits for them. */
    private void sendTickets(Link link) {
        if (opened.tickets() == 0) {
            return;
        }
        try (ResumptionSecret secret =
                progress.keys().main().resumption(progress.transcript().hash())) {
            NewTickets.send(opened.tickets(), secret, progress, link);
        }
    }

    /**
     * What follows from the server's Finished and serves once the client's has come.
     *
     * @param client client_application_traffic_secret_0
     * @param exporter of this connection
     * @param tickets how many tickets will follow
     */
    record Opened(TrafficSecret client, Exporter exporter, int tickets) {
        /** Wipes. Idempotent. */
        void close() {
            client.close();
            exporter.close();
        }
    }
}
