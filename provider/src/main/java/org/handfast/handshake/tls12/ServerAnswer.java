package org.handfast.handshake.tls12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.NameVerdict;
import org.handfast.crypto.Suite12;
import org.handfast.handshake.Downgrade;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
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
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.Alpn;
import org.handfast.wire.extension.CertificateAuthorities;
import org.handfast.wire.extension.EcPointFormats;
import org.handfast.wire.extension.EncryptThenMac;
import org.handfast.wire.extension.ExtendedMainSecret;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.RenegotiationInfo;
import org.handfast.wire.extension.ServerName;
import org.handfast.wire.extension.SessionTicket;
import org.handfast.wire.extension.StatusRequest;
import org.handfast.wire.message.CertificateRequest12;
import org.handfast.wire.message.CertificateStatus;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.ServerHello;
import org.handfast.wire.message.ServerHelloDone;
import org.handfast.wire.message.ServerKeyExchange;

/**
 * All is decided: writes ServerHello to ServerHelloDone (RFC 5246 §7.4.1.3 to §7.4.5).
 *
 * @param flight the hello and our side
 * @param opening name and authorities
 * @param choice suite, certificate and key
 */
record ServerAnswer(ServerFlight flight, ServerFlight.Opening opening, ServerFlight.Choice choice) {
    /** Everything up to ServerKeyExchange, whose signing is a pause. */
    State answer(HandshakeFacts facts, Link link) {
        transcript().use(suite().hash());
        sizes().ifPresent(agreed -> agreed.apply(link));
        Randoms randoms = new Randoms(flight.hello().random(), random(terms()));
        NextSession next = ServerResumption.next(terms(), flight.hello());
        Optional<Opaque> staple = StatusRequestRule.answer(asked(), choice.own().credential());
        Flight out = new Flight(transcript())
                .add(serverHello(randoms, facts, next, staple.isPresent()))
                .add(choice.own().message());
        staple.map(CertificateStatus::new).ifPresent(out::add);
        Progress progress =
                new Progress(terms(), transcript(), facts, suite(), randoms, next).learned(facts, link);
        Optional<Opaque> shown = choice.half().parameters();
        if (shown.isEmpty()) {
            return finish(out, progress, link);
        }
        Opaque parameters = shown.get();
        byte[] content = SignedParameters.content(randoms, parameters);
        SignatureScheme scheme = choice.own().algorithm().scheme();
        return link.await(
                () -> choice.own().sign(content),
                signature -> finish(
                        out.add(ServerKeyExchange.signed(parameters, scheme, signature)), progress, link));
    }

    private State finish(Flight out, Progress progress, Link link) {
        if (flight.asksForCertificate()) {
            out.add(certificateRequest());
        }
        link.send(out.add(new ServerHelloDone()));
        return flight.asksForCertificate()
                ? new ServerWaitCertificate(progress, choice.half())
                : new ServerWaitClientKeyExchange(progress, choice.half(), Optional.empty());
    }

    /** The session id is new, or empty where there is nothing to resume by it (RFC 5246 §7.4.1.3). */
    private ServerHello serverHello(Randoms randoms, HandshakeFacts facts, NextSession next, boolean stapled) {
        return new ServerHello(
                ProtocolVersion.TLS12, randoms.server(), next.id(), suite().suite(), 0,
                extensions(facts, next, stapled));
    }

    /** A fresh ServerHello.random, which says if a better version could have been chosen. */
    static Opaque random(Terms terms) {
        Opaque random = Opaque.of(terms.randomness().shown().bytes(ClientHello.RANDOM_LENGTH));
        return terms.allowed().tls13() ? Downgrade.marked(random) : random;
    }

    /** Only what was asked for: no other type may appear (RFC 5246 §7.4.1.4). */
    private ExtensionBlock extensions(HandshakeFacts facts, NextSession next, boolean stapled) {
        List<Extension> extensions = new ArrayList<>();
        if (facts.secureRenegotiation()) {
            extensions.add(new RenegotiationInfo(Opaque.EMPTY));
        }
        if (opening.name() == NameVerdict.ACCEPT && asked().contains(ExtensionType.SERVER_NAME)) {
            extensions.add(new ServerName.Acknowledged());
        }
        if (facts.extendedMainSecret()) {
            extensions.add(new ExtendedMainSecret());
        }
        if (suite().isEncryptThenMac()) {
            extensions.add(new EncryptThenMac());
        }
        if (asked().contains(ExtensionType.EC_POINT_FORMATS) && suite().keyExchange() == Suite12.KeyExchange.ECDHE) {
            extensions.add(new EcPointFormats(Opaque.of(new byte[1])));
        }
        if (next.ticket()) {
            extensions.add(new SessionTicket(Opaque.EMPTY));
        }
        facts.applicationProtocol().ifPresent(name -> extensions.add(Alpn.of(List.of(name))));
        if (stapled) {
            extensions.add(new StatusRequest.Empty());
        }
        SignedCertificateTimestampRule.answer(asked(), choice.own().credential()).ifPresent(extensions::add);
        sizes().map(RecordSizes::answer).ifPresent(extensions::add);
        return extensions.isEmpty() ? ExtensionBlock.ABSENT : ExtensionBlock.of(extensions);
    }

    private CertificateRequest12 certificateRequest() {
        List<SignatureScheme> schemes = SignatureAlgorithmsRule.offered12(terms().allowed());
        return new CertificateRequest12(
                SigningKind.certificateTypes(schemes),
                U16List.of(schemes.stream().mapToInt(SignatureScheme::code).toArray()),
                CertificateAuthoritiesRule.offer(opening.authorities(), terms().limits().authoritiesBytes())
                        .map(CertificateAuthorities::authorities)
                        .orElse(List.of()));
    }

    private Optional<RecordSizes> sizes() {
        return RecordSizeLimitRule.answer(asked(), terms(), RecordSizeLimitRule.LARGEST_12);
    }

    private ExtensionBlock asked() {
        return flight.hello().extensions();
    }

    /** With encrypt_then_mac wherever it means something and the client knows it (RFC 7366 §3). */
    private Suite12 suite() {
        Suite12 suite = choice.candidate().suite();
        return asked().contains(ExtensionType.ENCRYPT_THEN_MAC) ? suite.encryptThenMac() : suite;
    }

    private Terms terms() {
        return flight.terms();
    }

    private Transcript transcript() {
        return flight.transcript();
    }
}
