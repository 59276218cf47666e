package org.handfast.handshake.tls13;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Secret;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.Resumption;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.Grease;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.ResumptionSecret;
import org.handfast.session.ServerSessions;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.EarlyData;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.UnparsedExtension;
import org.handfast.wire.message.NewSessionTicket;

/** The tickets a server gives after a handshake (RFC 9846 §4.7.1). */
final class NewTickets {
    private static final int AGE_ADD_LENGTH = 4;
    private static final int ID_LENGTH = 16;

    private NewTickets() {}

    /**
     * Sends as many as were agreed, each with a PSK of its own. They leave in one go under the application's keys; the
     * transcript is over by then.
     *
     * @param count 0 to 255
     */
    static void send(int count, ResumptionSecret secret, Progress progress, Link link) {
        List<NewSessionTicket> tickets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            one(i, secret, progress).ifPresent(tickets::add);
        }
        if (tickets.isEmpty()) {
            return;
        }
        Flight out = new Flight(new Transcript());
        tickets.forEach(out::add);
        link.send(out);
    }

    /** Empty where the session cannot be put into a ticket. */
    private static Optional<NewSessionTicket> one(int index, ResumptionSecret secret, Progress progress) {
        Terms terms = progress.terms();
        Resumption.Settings settings = terms.resumption().settings();
        ServerSessions sessions = terms.resumption().server().orElseThrow();
        byte[] nonce = {(byte) index};
        long ageAdd = ageAdd(terms);
        try (Secret psk = secret.psk(nonce)) {
            Session session = session(psk, ageAdd, progress);
            return sessions.seal(session).map(ticket -> new NewSessionTicket(
                    settings.lifetime(), ageAdd, Opaque.of(nonce), ticket, extensions(terms)));
        }
    }

    /** None with client authentication: it could not be taken (security rule E-3). */
    private static long earlyData(Terms terms) {
        return terms.clientAuthentication() == ClientAuthentication.NONE
                ? terms.resumption().settings().maxEarlyData()
                : 0;
    }

    private static ExtensionBlock extensions(Terms terms) {
        List<Extension> extensions = new ArrayList<>();
        long earlyData = earlyData(terms);
        if (earlyData > 0) {
            extensions.add(new EarlyData.Allowance(earlyData));
        }
        if (terms.allowed().policy().rules().grease()) {
            // a server may send reserved extensions, which clients are to ignore, RFC 8701 §4.1
            int type = Grease.value(terms.randomness().shown().bytes(1)[0] & 0xF);
            extensions.add(new UnparsedExtension(ExtensionType.of(type), Opaque.EMPTY));
        }
        return ExtensionBlock.of(extensions);
    }

    /** "a fresh value for each ticket it sends", RFC 9846 §4.7.1. */
    private static long ageAdd(Terms terms) {
        long value = 0;
        for (byte part : terms.randomness().bytes(AGE_ADD_LENGTH)) {
            value = value << Byte.SIZE | part & 0xFF;
        }
        return value;
    }

    private static Session session(Secret psk, long ageAdd, Progress progress) {
        HandshakeFacts facts = progress.facts();
        Terms terms = progress.terms();
        Resumption resumption = terms.resumption();
        long now = resumption.now();
        return new Session(
                ProtocolVersion.TLS13,
                facts.suite().orElseThrow(),
                psk,
                now,
                progress.session().map(Session::authenticatedAt).orElse(now),
                resumption.settings().lifetime(),
                facts.serverName(),
                facts.applicationProtocol(),
                true,
                facts.group(),
                facts.localScheme(),
                facts.peerScheme(),
                resumption.scope(
                        ProtocolVersion.TLS13, terms.clientAuthentication(), facts.serverName(), true),
                facts.peerChain(),
                List.of(),
                List.of(),
                new byte[0],
                Opaque.of(terms.randomness().shown().bytes(ID_LENGTH)),
                ageAdd,
                earlyData(terms));
    }
}
