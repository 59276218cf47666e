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
import org.handfast.schedule.TrafficSecret;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Alpn;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.KeyShare;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.ServerName;
import org.handfast.wire.extension.StatusRequest;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.message.CertificateRequest;
import org.handfast.wire.message.CertificateVerify;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.EncryptedExtensions;
import org.handfast.wire.message.Finished;
import org.handfast.wire.message.ServerHello;

/**
 * All is decided: writes ServerHello to Finished (RFC 9846 §4.2.3, §4.4, §4.5).
 *
 * @param flight the decisions
 * @param opening name and key exchange
 * @param own our certificate
 */
record ServerAnswer(ServerFlight flight, ServerFlight.Opening opening, OwnCertificate own) {
    /** ServerHello in the clear, handshake keys, then everything up to Certificate; signing is a pause. */
    State hello(HandshakeFacts facts, Link link) {
        transcript().use(flight.suite().hash());
        Optional<RecordSizes> sizes =
                RecordSizeLimitRule.answer(flight.hello().extensions(), terms(), RecordSizeLimitRule.LARGEST_13);
        sizes.ifPresent(agreed -> agreed.apply(link));
        link.send(new Flight(transcript()).add(serverHello()));
        if (!flight.retried()) {
            ServerNegotiation.middlebox(link);
        }
        HandshakeKeys keys = HandshakeKeys.of(
                flight.suite(), opening.exchange().secret(), transcript().hash());
        link.onFailure(keys::close);
        link.writeWith(keys.server());
        link.readWith(keys.client());
        if (flight.hello().extensions().contains(ExtensionType.EARLY_DATA)) {
            link.skipEarlyData();
        }
        Progress progress = new Progress(terms(), transcript(), facts, keys).learned(facts, link);
        Flight out = new Flight(transcript()).add(encryptedExtensions(facts, sizes));
        if (flight.asksForCertificate()) {
            out.add(certificateRequest());
        }
        out.add(own.message(leafExtensions()));
        byte[] content = SignedContent.server(transcript().hash());
        return link.await(() -> own.sign(content), verify -> finish(out, verify, progress, link));
    }

    /** CertificateVerify, Finished, and application keys for what follows. */
    private State finish(Flight out, CertificateVerify verify, Progress progress, Link link) {
        out.add(verify);
        out.add(new Finished(Opaque.of(progress.keys().server().finished(transcript().hash()))));
        link.send(out);
        byte[] serverFinishedHash = transcript().hash();
        link.writeWith(progress.keys().main().server(serverFinishedHash));
        TrafficSecret client = progress.keys().main().client(serverFinishedHash);
        ServerWaitFinished.Opened opened =
                new ServerWaitFinished.Opened(client, progress.keys().main().exporter(serverFinishedHash));
        link.onFailure(opened::close);
        return flight.asksForCertificate()
                ? new ServerWaitCertificate(progress, opened)
                : new ServerWaitFinished(progress, opened, PeerProof.Anonymous.client(terms().clientAuthentication()));
    }

    private ExtensionBlock leafExtensions() {
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
                ExtensionBlock.of(
                        new SupportedVersions.ServerHello(ProtocolVersion.TLS13),
                        new KeyShare.ServerHello(new KeyShareEntry(
                                flight.kem().group(),
                                Opaque.of(opening.exchange().share().clone())))));
    }

    private EncryptedExtensions encryptedExtensions(HandshakeFacts facts, Optional<RecordSizes> sizes) {
        List<Extension> extensions = new ArrayList<>();
        if (opening.name() == NameVerdict.ACCEPT && flight.hello().extensions().contains(ExtensionType.SERVER_NAME)) {
            extensions.add(new ServerName.Acknowledged());
        }
        facts.applicationProtocol().ifPresent(name -> extensions.add(Alpn.of(List.of(name))));
        sizes.map(RecordSizes::answer).ifPresent(extensions::add);
        return new EncryptedExtensions(ExtensionBlock.of(extensions));
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
