package org.handfast.handshake.tls12;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.CredentialRequest;
import org.handfast.credential.HandshakeFacts;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Certificate12;
import org.handfast.wire.message.CertificateVerify;
import org.handfast.wire.message.Finished;

/**
 * The client's flight: [Certificate], ClientKeyExchange, [CertificateVerify], change_cipher_spec, Finished (RFC 5246
 * §7.3). It begins only with proof of who the server is.
 *
 * @param progress with ServerHelloDone in the transcript
 * @param server how the server is authenticated
 * @param half how we come to a premaster secret
 */
record ClientFlight(Progress progress, PeerProof.OfServer server, ClientHalf half) {
    /** From the start. */
    State begin(Optional<CertificateWanted> wanted, Link link) {
        link.flightEnds();
        Flight out = new Flight(transcript());
        if (wanted.isEmpty()) {
            return exchange(out, Optional.empty(), link);
        }
        CredentialRequest request = request(wanted.get());
        return link.await(
                () -> request.schemes().isEmpty()
                        ? Optional.<OwnCertificate>empty()
                        : OwnCertificate.select(terms(), request),
                own -> own.isPresent() ? certificate(out, own.get(), link) : noCertificate(out, link));
    }

    private CredentialRequest request(CertificateWanted wanted) {
        HandshakeFacts facts = progress.facts();
        return new CredentialRequest(
                terms().role(), wanted.schemes(), facts.peerCertificateSchemes(), wanted.authorities(),
                Optional.of(NamedGroup.known()), facts);
    }

    /**
     * "If no suitable certificate is available, the client MUST send a certificate message containing no
     * certificates", RFC 5246 §7.4.6.
     */
    private State noCertificate(Flight out, Link link) {
        return exchange(out.add(new Certificate12(List.of())), Optional.empty(), link);
    }

    private State certificate(Flight out, OwnCertificate own, Link link) {
        Progress known = progress.learned(
                progress.facts()
                        .withLocalScheme(own.algorithm().scheme())
                        .withLocalChain(own.credential().chain()),
                link);
        return new ClientFlight(known, server, half).exchange(out.add(own.message()), Optional.of(own), link);
    }

    private State exchange(Flight out, Optional<OwnCertificate> own, Link link) {
        if (own.isEmpty()) {
            transcript().forget();
        }
        return link.await(
                () -> half.answer(terms().randomness()),
                answer -> keys(out, answer, own, link));
    }

    private State keys(Flight out, ClientHalf.Answer answer, Optional<OwnCertificate> own, Link link) {
        out.add(answer.message());
        ConnectionKeys keys = ConnectionKeys.of(progress, answer.premaster(), transcript().hash());
        link.onFailure(keys::close);
        return own.isPresent() ? verify(out, own.get(), keys, link) : finish(out, keys, link);
    }

    /** Signs the messages themselves, all so far (RFC 5246 §7.4.8). */
    private State verify(Flight out, OwnCertificate own, ConnectionKeys keys, Link link) {
        byte[] content = transcript().messages();
        transcript().forget();
        return link.await(
                () -> own.sign(content),
                signature -> finish(
                        out.add(new CertificateVerify(own.algorithm().scheme(), signature)), keys, link));
    }

    private State finish(Flight out, ConnectionKeys keys, Link link) {
        link.send(out);
        link.changeCipherSpec();
        link.writeWith(keys.client());
        Opaque verifyData = Opaque.of(keys.main().clientFinished(transcript().hash()));
        link.send(new Flight(transcript()).add(new Finished(verifyData)));
        return progress.next().ticket()
                ? new ClientWaitNewSessionTicket(progress, server, keys)
                : new ClientWaitChangeCipherSpec(progress, server, keys, Optional.empty());
    }

    private Terms terms() {
        return progress.terms();
    }

    private Transcript transcript() {
        return progress.transcript();
    }
}
