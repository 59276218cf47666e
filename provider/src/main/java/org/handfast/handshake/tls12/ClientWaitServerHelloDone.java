package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.wire.message.ServerHelloDone;

/** The server has asked for our certificate and has nothing left to say (RFC 5246 §7.4.5). */
record ClientWaitServerHelloDone(
        Progress progress, PeerProof.OfServer server, ClientHalf half, CertificateWanted wanted)
        implements ClientState {
    @Override
    public State on(ServerHelloDone message, Link link) {
        progress.transcript().add(link.received());
        return new ClientFlight(progress, server, half).begin(Optional.of(wanted), link);
    }
}
