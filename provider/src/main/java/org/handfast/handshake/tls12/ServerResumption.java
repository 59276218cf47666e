package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.Resumption;
import org.handfast.handshake.Terms;
import org.handfast.handshake.extension.SessionTicketRule;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.MainSecret12;
import org.handfast.session.ServerSessions;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.NewSessionTicket12;

/** What a server resumes, and what it gives so that it can be resumed later (RFC 5246 §7.3, RFC 5077). */
final class ServerResumption {
    private static final int ID_LENGTH = 32;

    private ServerResumption() {}

    /** Whether the hello comes with a ticket or an id, and anything may come of it. */
    static boolean isAsked(Terms terms, ClientHello hello) {
        return terms.resumption().server().isPresent()
                && (hello.legacySessionId().length() > 0
                        || SessionTicketRule.offered(hello.extensions()).isPresent());
    }

    /**
     * The session to resume; empty: a full handshake. "If a server is planning on issuing a session ticket to a client
     * that does not present one, it SHOULD include an empty Session ID"; where there is a ticket the id says nothing:
     * "The server MUST NOT use the Session ID ... to look up stateful session state", RFC 5077 §3.4.
     *
     * @throws org.handfast.failure.TlsFailure EXTENDED_MAIN_SECRET_MISSING where the session had it
     */
    static Optional<Session> find(Terms terms, ClientHello hello, HandshakeFacts facts) {
        if (!isAsked(terms, hello)) {
            return Optional.empty();
        }
        ServerSessions sessions = terms.resumption().server().orElseThrow();
        Optional<Opaque> ticket = SessionTicketRule.offered(hello.extensions());
        Optional<Session> found = ticket.isPresent()
                ? ticket.flatMap(sessions::open)
                : sessions.find(hello.legacySessionId());
        return found.filter(session -> mayResume(session, terms, hello, facts));
    }

    /**
     * "If the original session used the "extended_master_secret" extension but the new ClientHello does not contain
     * it, the server MUST abort the abbreviated handshake", RFC 7627 §5.3. A session that did not use it is never
     * resumed: what it would take to be safe (§5.4) is more than old clients have.
     */
    private static boolean mayResume(Session session, Terms terms, ClientHello hello, HandshakeFacts facts) {
        Resumption resumption = terms.resumption();
        boolean usable = session.version().equals(ProtocolVersion.TLS12)
                && session.extendedMainSecret()
                && session.scope().equals(resumption.scope(
                        ProtocolVersion.TLS12, terms.clientAuthentication(), facts.serverName(),
                        true))
                && terms.allowed().suite12(session.suite()).isPresent()
                && hello.cipherSuites().contains(session.suite().code())
                && ServerNegotiation.isBest(session.suite(), hello, terms.allowed())
                && resumption.mayUse(session);
        if (usable && !facts.extendedMainSecret()) {
            throw Reason.EXTENDED_MAIN_SECRET_MISSING.with("in", "resumption of a session that has it");
        }
        return usable;
    }

    /** How a new session may come back: by ticket where the client takes them, by id otherwise; without EMS never. */
    static NextSession next(Terms terms, ClientHello hello) {
        Optional<ServerSessions> sessions = terms.resumption().server();
        if (sessions.isEmpty() || !hello.extensions().contains(ExtensionType.EXTENDED_MAIN_SECRET)) {
            return NextSession.NONE;
        }
        return SessionTicketRule.isOffered(hello.extensions()) && givesTickets(terms)
                ? new NextSession(Opaque.EMPTY, true)
                : new NextSession(Opaque.of(terms.randomness().shown().bytes(ID_LENGTH)), false);
    }

    /** A ticket is renewed when its key is about to go. */
    static NextSession renewed(Terms terms, ClientHello hello) {
        boolean stale = SessionTicketRule.offered(hello.extensions())
                .filter(ticket -> givesTickets(terms))
                .filter(ticket -> terms.resumption().server().orElseThrow().isStale(ticket))
                .isPresent();
        return new NextSession(hello.legacySessionId(), stale);
    }

    private static boolean givesTickets(Terms terms) {
        return terms.resumption().settings().tickets() > 0
                && terms.resumption().server().orElseThrow().givesTickets();
    }

    /** The ticket of a session; one of no length where it does not fit into any (RFC 5077 §3.3). */
    static NewSessionTicket12 ticket(Progress progress, MainSecret12 main, Optional<Session> resumed) {
        int lifetime = progress.terms().resumption().settings().lifetime();
        Session session = NewSession.of(progress, main, Opaque.EMPTY, lifetime, resumed);
        return progress.terms().resumption().server().orElseThrow()
                .seal(session)
                .map(ticket -> new NewSessionTicket12(lifetime, ticket))
                .orElseGet(() -> new NewSessionTicket12(0, Opaque.EMPTY));
    }

    /**
     * "any connection terminated with a fatal alert MUST NOT be resumed", RFC 5246 §7.2.2. A ticket is the client's;
     * its own lifetime ends it.
     */
    static void forgetOnAlert(ServerSessions sessions, Opaque id, Link link) {
        link.onFatalAlert(() -> sessions.forget(id));
    }

    /** Keeps the session under its id, where it has one and no ticket was given. */
    static void keep(Progress progress, MainSecret12 main, Link link) {
        NextSession next = progress.next();
        if (next.id().length() > 0 && !next.ticket()) {
            int lifetime = progress.terms().resumption().settings().lifetime();
            ServerSessions sessions = progress.terms().resumption().server().orElseThrow();
            sessions.keep(NewSession.of(progress, main, next.id(), lifetime, Optional.empty()));
            forgetOnAlert(sessions, next.id(), link);
        }
    }
}
