package org.handfast.handshake.tls13;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.CredentialRequest;
import org.handfast.credential.HandshakeFacts;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.SignedContent;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.VerifiedFinished;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.iana.SignatureScheme;
import org.handfast.schedule.Exporter;
import org.handfast.schedule.TrafficSecret;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.Finished;

/**
 * The client's last flight: [Certificate, [CertificateVerify]], Finished (RFC 9846 §4.5).
 *
 * @param progress with the server's Finished in the transcript
 * @param server how the server is authenticated
 * @param finished the server's Finished
 * @param application client_application_traffic_secret_0
 * @param exporter of this connection
 */
record ClientFlight(
        Progress progress,
        PeerProof.OfServer server,
        VerifiedFinished finished,
        TrafficSecret application,
        Exporter exporter) {
    State begin(Optional<CertificateWanted> wanted, Link link) {
        if (wanted.isEmpty()) {
            return finish(new Flight(transcript()), progress.facts(), link);
        }
        HandshakeFacts facts = progress.facts();
        List<SignatureScheme> schemes =
                SignatureAlgorithmsRule.common(terms().allowed(), facts.peerSchemes());
        CredentialRequest request = new CredentialRequest(
                terms().role(), schemes, facts.peerCertificateSchemes(), wanted.get().authorities(), facts);
        return link.await(
                () -> schemes.isEmpty() ? Optional.<OwnCertificate>empty() : OwnCertificate.select(terms(), request),
                own -> own.isPresent() ? certificate(own.get(), link) : noCertificate(link));
    }

    /** "the client MUST send a Certificate message containing no certificates", RFC 9846 §4.5.1. */
    private State noCertificate(Link link) {
        Flight out = new Flight(transcript()).add(new Certificate(Opaque.EMPTY, List.of()));
        return finish(out, progress.facts(), link);
    }

    private State certificate(OwnCertificate own, Link link) {
        HandshakeFacts facts = progress.facts()
                .withLocalScheme(own.algorithm().scheme())
                .withLocalChain(own.credential().chain());
        link.learned(facts);
        Flight out = new Flight(transcript()).add(own.message(ExtensionBlock.EMPTY));
        byte[] content = SignedContent.client(transcript().hash());
        return link.await(() -> own.sign(content), verify -> finish(out.add(verify), facts, link));
    }

    private State finish(Flight out, HandshakeFacts facts, Link link) {
        out.add(new Finished(Opaque.of(progress.keys().client().finished(transcript().hash()))));
        link.send(out);
        link.writeWith(application);
        Optional<GivenTickets> tickets = terms().resumption().client().map(place -> GivenTickets.of(progress, facts));
        progress.keys().main().close();
        ClientConnected proven = new ClientConnected(server, finished, tickets);
        return ClientConnected.enter(facts.withConfirmed(true), exporter, proven, link);
    }

    /** Wipes. Idempotent. */
    void close() {
        application.close();
        exporter.close();
    }

    private Terms terms() {
        return progress.terms();
    }

    private Transcript transcript() {
        return progress.transcript();
    }
}
