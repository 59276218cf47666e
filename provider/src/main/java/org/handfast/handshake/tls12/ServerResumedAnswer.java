package org.handfast.handshake.tls12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Suite12;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.RecordSizeLimitRule;
import org.handfast.handshake.extension.RecordSizes;
import org.handfast.iana.ProtocolVersion;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Alpn;
import org.handfast.wire.extension.EncryptThenMac;
import org.handfast.wire.extension.ExtendedMainSecret;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.RenegotiationInfo;
import org.handfast.wire.extension.SessionTicket;
import org.handfast.wire.message.Finished;
import org.handfast.wire.message.ServerHello;

/**
 * The session is resumed: ServerHello, [NewSessionTicket], change_cipher_spec, Finished (RFC 5246 §7.3, figure 2; RFC
 * 5077 §3.1).
 *
 * @param flight the hello and our side
 * @param session that may be resumed
 */
record ServerResumedAnswer(ServerFlight flight, Session session) {
    /** All at once; what follows from it is the client's. */
    State answer(HandshakeFacts decided, Link link) {
        Suite12 suite = suite();
        transcript().forget(); // no CertificateVerify comes
        transcript().use(suite.hash());
        Randoms randoms = new Randoms(flight.hello().random(), ServerAnswer.random(terms()));
        NextSession next = ServerResumption.renewed(terms(), flight.hello());
        sizes().ifPresent(agreed -> agreed.apply(link));
        HandshakeFacts facts = ResumedFacts.of(decided, session);
        Progress progress = new Progress(terms(), transcript(), facts, suite, randoms, next).learned(facts, link);
        ConnectionKeys keys = ConnectionKeys.resumed(progress, session);
        link.onFailure(keys::close);
        if (session.id().length() > 0) {
            ServerResumption.forgetOnAlert(terms().resumption().server().orElseThrow(), session.id(), link);
        }
        Flight out = new Flight(transcript()).add(serverHello(progress));
        if (next.ticket()) {
            out.add(ServerResumption.ticket(progress, keys.main(), Optional.of(session)));
        }
        link.send(out);
        link.changeCipherSpec();
        link.writeWith(keys.server());
        Opaque verifyData = Opaque.of(keys.main().serverFinished(transcript().hash()));
        link.send(new Flight(transcript()).add(new Finished(verifyData)));
        return new ServerWaitResumedChangeCipherSpec(progress, keys, session);
    }

    /**
     * The id of the hello says that the session is resumed (RFC 5246 §7.4.1.3), also where a ticket brought it back:
     * "the server ... MUST respond with the same Session ID present in the ClientHello", RFC 5077 §3.4.
     */
    private ServerHello serverHello(Progress progress) {
        return new ServerHello(
                ProtocolVersion.TLS12, progress.randoms().server(), flight.hello().legacySessionId(),
                session.suite(), 0, extensions(progress));
    }

    /**
     * What belongs to this connection. What was settled with the session is left out: the name, "the server MUST NOT
     * include a server_name extension in the server hello", RFC 6066 §3; point formats, RFC 8422 §5.1; staple and
     * timestamps, which go with a Certificate, RFC 6962 §3.3.1.
     */
    private ExtensionBlock extensions(Progress progress) {
        HandshakeFacts facts = progress.facts();
        List<Extension> extensions = new ArrayList<>();
        if (facts.secureRenegotiation()) {
            extensions.add(new RenegotiationInfo(Opaque.EMPTY));
        }
        if (facts.extendedMainSecret()) {
            extensions.add(new ExtendedMainSecret());
        }
        if (progress.suite().isEncryptThenMac()) {
            extensions.add(new EncryptThenMac());
        }
        if (progress.next().ticket()) {
            extensions.add(new SessionTicket(Opaque.EMPTY));
        }
        facts.applicationProtocol().ifPresent(name -> extensions.add(Alpn.of(List.of(name))));
        sizes().map(RecordSizes::answer).ifPresent(extensions::add);
        return extensions.isEmpty() ? ExtensionBlock.ABSENT : ExtensionBlock.of(extensions);
    }

    /** Whether records are encrypted before the MAC is agreed on anew, session or not (RFC 7366 §3.1). */
    private Suite12 suite() {
        Suite12 plain = terms().allowed().suite12(session.suite()).orElseThrow();
        return flight.hello().extensions().get(Extensions.ENCRYPT_THEN_MAC).isPresent()
                ? plain.encryptThenMac()
                : plain;
    }

    private Optional<RecordSizes> sizes() {
        return RecordSizeLimitRule.answer(
                flight.hello().extensions(), terms(), RecordSizeLimitRule.LARGEST_12);
    }

    private Terms terms() {
        return flight.terms();
    }

    private Transcript transcript() {
        return flight.transcript();
    }
}
