package org.handfast.handshake.tls13;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.NameVerdict;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.SignedContent;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.CertificateAuthoritiesRule;
import org.handfast.handshake.extension.RecordSizeLimitRule;
import org.handfast.handshake.extension.RecordSizes;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.handshake.extension.SignedCertificateTimestampRule;
import org.handfast.handshake.extension.StatusRequestRule;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.EarlySecret;
import org.handfast.schedule.TrafficSecret;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Alpn;
import org.handfast.wire.extension.EarlyData;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.KeyShare;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.PreSharedKey;
import org.handfast.wire.extension.ServerName;
import org.handfast.wire.extension.StatusRequest;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.extension.TicketRequest;
import org.handfast.wire.message.CertificateRequest;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.EncryptedExtensions;
import org.handfast.wire.message.Finished;
import org.handfast.wire.message.ServerHello;

/**
 * All is decided: writes ServerHello to Finished (RFC 9846 §4.2.3, §4.4, §4.5).
 *
 * @param flight the decisions
 * @param opening name and key exchange
 * @param psk of the session that is resumed; empty: we show a certificate
 */
record ServerAnswer(ServerFlight flight, ServerFlight.Opening opening, Optional<PskChoice> psk) {
    /** Everything up to Certificate; signing is a pause. */
    State certified(HandshakeFacts facts, OwnCertificate own, Link link) {
        Progress progress = hello(facts, link);
        Flight out = new Flight(transcript()).add(encryptedExtensions(facts));
        if (flight.asksForCertificate()) {
            out.add(certificateRequest());
        }
        out.add(own.message(leafExtensions(own)));
        byte[] content = SignedContent.server(transcript().hash());
        return link.await(() -> own.sign(content), verify -> {
            ServerWaitFinished.Opened opened = finish(out.add(verify), progress, link);
            return flight.asksForCertificate()
                    ? new ServerWaitCertificate(progress, opened)
                    : new ServerWaitFinished(
                            progress, opened, PeerProof.Anonymous.client(terms().clientAuthentication()));
        });
    }

    /**
     * EncryptedExtensions and Finished: servers that authenticate with a resumption PSK "MUST NOT send the
     * CertificateRequest message in the main handshake", RFC 9846 §4.4.2.
     */
    State resumed(HandshakeFacts facts, PskChoice choice, Link link) {
        Session session = choice.session();
        PeerProof proof = PeerProof.Resumed.client(session, terms().clientAuthentication());
        HandshakeFacts known = facts.withResumed(true).withPeerChain(session.peerChain());
        known = session.localScheme().map(known::withLocalScheme).orElse(known);
        known = session.peerScheme().map(known::withPeerScheme).orElse(known);
        Progress progress = hello(known, link);
        Flight out = new Flight(transcript()).add(encryptedExtensions(known));
        ServerWaitFinished last = new ServerWaitFinished(progress, finish(out, progress, link), proof);
        if (!facts.earlyData()) {
            return last;
        }
        link.takeEarlyData(session.maxEarlyData(), last.opened().exporter());
        return new ServerWaitEndOfEarlyData(last);
    }

    /** ServerHello in the clear, then the keys of the handshake. */
    private Progress hello(HandshakeFacts facts, Link link) {
        transcript().use(flight.suite().hash());
        Optional<TrafficSecret> early = earlyKeys(facts);
        sizes().ifPresent(agreed -> agreed.apply(link));
        link.send(new Flight(transcript()).add(serverHello()));
        if (!flight.retried()) {
            ServerNegotiation.middlebox(link);
        }
        EarlySecret stage = psk.map(PskChoice::early).orElseGet(() -> EarlySecret.of(flight.suite()));
        HandshakeKeys keys = HandshakeKeys.of(stage, opening.exchange().secret(), transcript().hash());
        link.onFailure(keys::close);
        link.writeWith(keys.server());
        link.readWith(early.orElse(keys.client()));
        if (early.isEmpty() && flight.hello().extensions().contains(ExtensionType.EARLY_DATA)) {
            link.skipEarlyData();
        }
        return new Progress(terms(), transcript(), facts, keys, psk.map(PskChoice::session)).learned(facts, link);
    }

    /** client_early_traffic_secret over the hello, where early data is taken. */
    private Optional<TrafficSecret> earlyKeys(HandshakeFacts facts) {
        return psk.filter(choice -> facts.earlyData()).map(choice -> choice.early().client(transcript().hash()));
    }

    /** Finished, and application keys for what follows. */
    private ServerWaitFinished.Opened finish(Flight out, Progress progress, Link link) {
        out.add(new Finished(Opaque.of(progress.keys().server().finished(transcript().hash()))));
        link.send(out);
        byte[] serverFinishedHash = transcript().hash();
        link.writeWith(progress.keys().main().server(serverFinishedHash));
        TrafficSecret client = progress.keys().main().client(serverFinishedHash);
        ServerWaitFinished.Opened opened = new ServerWaitFinished.Opened(
                client, progress.keys().main().exporter(serverFinishedHash), tickets());
        link.onFailure(opened::close);
        return opened;
    }

    /** As many as our settings say, or fewer where the client asks for fewer (RFC 9149 §3); none it could not use. */
    private int tickets() {
        if (terms().resumption().server().isEmpty() || !OfferedPsks.allowsDhe(flight.hello())) {
            return 0;
        }
        int most = terms().resumption().settings().tickets();
        return wanted().map(wish -> psk.isPresent() ? wish.resumptionCount() : wish.newSessionCount())
                .map(count -> Math.min(count, most))
                .orElse(most);
    }

    private Optional<TicketRequest.ClientHello> wanted() {
        return flight.hello().extensions().get(Extensions.TICKET_REQUEST_CLIENT_HELLO);
    }

    private Optional<RecordSizes> sizes() {
        return RecordSizeLimitRule.answer(flight.hello().extensions(), terms(), RecordSizeLimitRule.LARGEST_13);
    }

    private ExtensionBlock leafExtensions(OwnCertificate own) {
        List<Extension> extensions = new ArrayList<>();
        ExtensionBlock asked = flight.hello().extensions();
        StatusRequestRule.answer(asked, own.credential())
                .map(StatusRequest.CertificateStatus::new)
                .ifPresent(extensions::add);
        SignedCertificateTimestampRule.answer(asked, own.credential()).ifPresent(extensions::add);
        return ExtensionBlock.of(extensions);
    }

    private ServerHello serverHello() {
        ClientHello hello = flight.hello();
        return new ServerHello(
                ProtocolVersion.TLS12,
                Opaque.of(terms().randomness().shown().bytes(ClientHello.RANDOM_LENGTH)),
                hello.legacySessionId(),
                flight.suite().suite(),
                0,
                ExtensionBlock.of(helloExtensions()));
    }

    private List<Extension> helloExtensions() {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(new SupportedVersions.ServerHello(ProtocolVersion.TLS13));
        extensions.add(new KeyShare.ServerHello(new KeyShareEntry(
                flight.kem().group(), Opaque.of(opening.exchange().share().clone()))));
        psk.ifPresent(choice -> extensions.add(new PreSharedKey.ServerHello(choice.index())));
        return extensions;
    }

    private EncryptedExtensions encryptedExtensions(HandshakeFacts facts) {
        List<Extension> extensions = new ArrayList<>();
        if (isNameAcknowledged()) {
            extensions.add(new ServerName.Acknowledged());
        }
        facts.applicationProtocol().ifPresent(name -> extensions.add(Alpn.of(List.of(name))));
        sizes().map(RecordSizes::answer).ifPresent(extensions::add);
        if (facts.earlyData()) {
            extensions.add(new EarlyData.Indication());
        }
        wanted().ifPresent(wish -> extensions.add(new TicketRequest.ServerHint(tickets())));
        return new EncryptedExtensions(ExtensionBlock.of(extensions));
    }

    /** "When resuming a session, the server MUST NOT include a server_name extension", RFC 6066 §3. */
    private boolean isNameAcknowledged() {
        return opening.name() == NameVerdict.ACCEPT
                && psk.isEmpty()
                && flight.hello().extensions().contains(ExtensionType.SERVER_NAME);
    }

    private CertificateRequest certificateRequest() {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(SignatureAlgorithmsRule.offer(terms().allowed()));
        SignatureAlgorithmsRule.offerForCertificates(terms().allowed()).ifPresent(extensions::add);
        CertificateAuthoritiesRule.offer(opening.authorities(), terms().limits().authoritiesBytes())
                .ifPresent(extensions::add);
        return new CertificateRequest(Opaque.EMPTY, ExtensionBlock.of(extensions));
    }

    private Terms terms() {
        return flight.terms();
    }

    private Transcript transcript() {
        return flight.transcript();
    }
}
