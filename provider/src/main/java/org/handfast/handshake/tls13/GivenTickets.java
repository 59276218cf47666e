package org.handfast.handshake.tls13;

import java.time.Duration;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Secret;
import org.handfast.handshake.Resumption;
import org.handfast.handshake.Terms;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.ResumptionSecret;
import org.handfast.session.KeptSession;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.EarlyData;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.message.NewSessionTicket;

/**
 * What a client makes of the tickets it is given (RFC 9846 §4.7.1).
 *
 * @param terms our side
 * @param facts of the finished handshake
 * @param secret resumption_secret; lives as long as the connection
 * @param authenticatedAt when the server showed its certificate, in milliseconds of the epoch
 */
record GivenTickets(Terms terms, HandshakeFacts facts, ResumptionSecret secret, long authenticatedAt) {
    private static final int ID_LENGTH = 16;

    /** "Servers MUST NOT use any value greater than 604800 seconds (7 days)", RFC 9846 §4.7.1. */
    private static final long LONGEST = Duration.ofDays(7).toSeconds();

    /** Those of a connection whose client Finished is in the transcript. */
    static GivenTickets of(Progress progress, HandshakeFacts facts) {
        Resumption resumption = progress.terms().resumption();
        ResumptionSecret secret =
                progress.keys().main().resumption(progress.transcript().hash());
        return new GivenTickets(progress.terms(), facts, secret,
                progress.session().map(Session::authenticatedAt).orElseGet(resumption::now));
    }

    /**
     * Keeps it. "The value of zero indicates that the ticket should be discarded immediately"; "Clients MUST NOT use
     * tickets for longer than 7 days", RFC 9846 §4.7.1.
     */
    void keep(NewSessionTicket ticket) {
        if (ticket.ticketLifetime() == 0) {
            return;
        }
        try (Secret psk = secret.psk(ticket.ticketNonce().bytes())) {
            terms.resumption().client().orElseThrow().keep(new KeptSession(session(ticket, psk),
                    Opaque.of(ticket.ticket().bytes())));
        }
    }

    private Session session(NewSessionTicket ticket, Secret psk) {
        Resumption resumption = terms.resumption();
        return new Session(
                ProtocolVersion.TLS13,
                facts.suite().orElseThrow(),
                psk,
                resumption.now(),
                authenticatedAt,
                (int) Math.min(ticket.ticketLifetime(), LONGEST),
                facts.serverName(),
                facts.applicationProtocol(),
                true,
                facts.group(),
                facts.localScheme(),
                facts.peerScheme(),
                resumption.scope(ProtocolVersion.TLS13, ClientAuthentication.NONE, terms.serverName(), true),
                facts.peerChain(),
                facts.localChain(),
                facts.staples(),
                facts.timestamps(),
                Opaque.of(terms.randomness().shown().bytes(ID_LENGTH)),
                ticket.ticketAgeAdd(),
                ticket.extensions()
                        .get(Extensions.EARLY_DATA_NEW_SESSION_TICKET)
                        .map(EarlyData.Allowance::maxEarlyDataSize)
                        .orElse(0L));
    }

    /** Secrets stay out of text. */
    @Override
    public String toString() {
        return "GivenTickets[" + facts.suite() + "]";
    }
}
