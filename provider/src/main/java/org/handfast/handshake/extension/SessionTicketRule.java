package org.handfast.handshake.extension;

import java.util.Optional;
import org.handfast.failure.Reason;
import org.handfast.handshake.Terms;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.SessionTicket;

/** session_ticket of TLS 1.2 (RFC 5077 §3.2). */
public final class SessionTicketRule {
    private SessionTicketRule() {}

    /** The ticket of the session that is offered, or nothing to ask for one; empty: not sent. */
    public static Optional<SessionTicket> offer(Terms client, Optional<OfferedSession> session) {
        return client.resumption().client().isPresent()
                ? Optional.of(new SessionTicket(session.map(OfferedSession::ticket).orElse(Opaque.EMPTY)))
                : Optional.empty();
    }

    /** Whether the client takes tickets. */
    public static boolean isOffered(ExtensionBlock clientHello) {
        return clientHello.get(Extensions.SESSION_TICKET).isPresent();
    }

    /** The ticket a client comes with; empty: none. */
    public static Optional<Opaque> offered(ExtensionBlock clientHello) {
        return clientHello.get(Extensions.SESSION_TICKET)
                .map(SessionTicket::ticket)
                .filter(ticket -> ticket.length() > 0);
    }

    /**
     * Whether a NewSessionTicket will come: "The server uses a zero-length SessionTicket extension to indicate to the
     * client that it will send a new session ticket", RFC 5077 §3.2.
     *
     * @throws org.handfast.failure.TlsFailure TRAILING_DATA where it has a length
     */
    public static boolean accept(ExtensionBlock serverHello) {
        Optional<SessionTicket> answer = serverHello.get(Extensions.SESSION_TICKET);
        answer.filter(ticket -> ticket.ticket().length() > 0).ifPresent(ticket -> {
            throw Reason.TRAILING_DATA.with("structure", "session_ticket", "length", ticket.ticket().length());
        });
        return answer.isPresent();
    }
}
