package org.handfast.handshake.tls12;

import java.util.List;
import java.util.Optional;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.message.CertificateRequest12;
import org.handfast.wire.message.ServerHelloDone;

/** The server is authenticated; it may ask for our certificate, too, before it is done (RFC 5246 §7.4.4). */
record ClientWaitCertificateRequest(Progress progress, PeerProof.OfServer server, ClientHalf half)
        implements ClientState {
    @Override
    public State on(CertificateRequest12 message, Link link) {
        CertificateWanted wanted = CertificateWanted.of(message, progress.terms().allowed());
        List<SignatureScheme> schemes = CertificateWanted.offered(message);
        progress.transcript().add(link.received());
        Progress known = progress.learned(
                progress.facts().withPeerSchemes(schemes).withPeerCertificateSchemes(schemes), link);
        return new ClientWaitServerHelloDone(known, server, half, wanted);
    }

    @Override
    public State on(ServerHelloDone message, Link link) {
        progress.transcript().add(link.received());
        return new ClientFlight(progress, server, half).begin(Optional.empty(), link);
    }
}
