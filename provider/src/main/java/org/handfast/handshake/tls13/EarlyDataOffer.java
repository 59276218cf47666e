package org.handfast.handshake.tls13;

import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.HandshakeFacts;
import org.handfast.handshake.Resumption;
import org.handfast.iana.ExtensionType;
import org.handfast.session.Session;
import org.handfast.wire.extension.Extensions;

/**
 * Early data a client would send, and whether we take it: only where nothing speaks against it (security rule E-2,
 * RFC 9846 §4.3.10, §8). In doubt the handshake goes on without it.
 *
 * @param flight the decisions so far
 * @param psk of the session that is resumed
 * @param facts what is known, the application's protocol decided
 */
record EarlyDataOffer(ServerFlight flight, PskChoice psk, HandshakeFacts facts) {
    /** Most that a client's idea of a ticket's age and ours may differ by, in milliseconds (RFC 9846 §8.3). */
    static final long WINDOW = 10_000;

    private static final long U32 = 0xFFFFFFFFL;

    /**
     * Whether all but the register agrees. "The PSK ... MUST be the first"; version, suite and protocol are to be
     * those of the ticket (RFC 9846 §4.3.10). Never with client authentication (security rule E-3).
     */
    boolean isWelcome() {
        Session session = psk.session();
        Resumption resumption = flight.terms().resumption();
        return flight.hello().extensions().contains(ExtensionType.EARLY_DATA)
                && !flight.retried()
                && resumption.settings().maxEarlyData() > 0
                && session.maxEarlyData() > 0
                && flight.terms().clientAuthentication() == ClientAuthentication.NONE
                && psk.index() == 0
                && session.suite().equals(flight.suite().suite())
                && session.applicationProtocol().equals(facts.applicationProtocol())
                && Math.abs(resumption.now() - session.createdAt() - claimedAge()) <= WINDOW;
    }

    /** Whether this ticket brings early data for the first time. May take a moment. */
    boolean register() {
        return flight.terms().resumption().server().orElseThrow()
                .replayRegister()
                .register(psk.session().id(), 2 * WINDOW);
    }

    /** Milliseconds by the client's clock since it has the ticket, without the obfuscation (RFC 9846 §4.3.11.1). */
    private long claimedAge() {
        long obfuscated = flight.hello().extensions().require(Extensions.PRE_SHARED_KEY_CLIENT_HELLO)
                .identities().get(psk.index()).obfuscatedTicketAge();
        return obfuscated - psk.session().ticketAgeAdd() & U32;
    }
}
