package org.handfast.handshake.tls13;

import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.EarlyDataVerdict;
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

    /** Where no ticket is resumed. */
    static EarlyDataVerdict unresumed(ServerFlight flight) {
        if (flight.terms().resumption().settings().maxEarlyData() == 0) {
            return EarlyDataVerdict.DISABLED;
        }
        return flight.hello().extensions().contains(ExtensionType.PRE_SHARED_KEY)
                ? EarlyDataVerdict.SESSION_NOT_RESUMED
                : EarlyDataVerdict.NO_SESSION_OFFERED;
    }

    /**
     * ACCEPTED where all but the register agrees. "The PSK ... MUST be the first"; version, suite and protocol are to
     * be those of the ticket (RFC 9846 §4.3.10). Never with client authentication (security rule E-3).
     */
    EarlyDataVerdict verdict() {
        Session session = psk.session();
        Resumption resumption = flight.terms().resumption();
        if (resumption.settings().maxEarlyData() == 0) {
            return EarlyDataVerdict.DISABLED;
        }
        if (session.maxEarlyData() == 0) {
            return EarlyDataVerdict.UNSUPPORTED_FOR_SESSION;
        }
        if (flight.retried()) {
            return EarlyDataVerdict.HELLO_RETRY_REQUEST; // the second hello cannot say whether some was sent
        }
        if (!flight.hello().extensions().contains(ExtensionType.EARLY_DATA)) {
            return EarlyDataVerdict.PEER_DECLINED;
        }
        if (flight.terms().clientAuthentication() != ClientAuthentication.NONE) {
            return EarlyDataVerdict.CLIENT_AUTHENTICATION;
        }
        if (!session.applicationProtocol().equals(facts.applicationProtocol())) {
            return EarlyDataVerdict.OTHER_PROTOCOL;
        }
        if (psk.index() != 0 || !session.suite().equals(flight.suite().suite())) {
            return EarlyDataVerdict.OTHER_SUITE;
        }
        return Math.abs(resumption.now() - session.createdAt() - claimedAge()) > WINDOW
                ? EarlyDataVerdict.TICKET_AGE
                : EarlyDataVerdict.ACCEPTED;
    }

    /** ACCEPTED if this ticket brings early data for the first time. May take a moment. */
    EarlyDataVerdict register() {
        boolean first = flight.terms().resumption().server().orElseThrow()
                .replayRegister()
                .register(psk.session().id(), 2 * WINDOW);
        return first ? EarlyDataVerdict.ACCEPTED : EarlyDataVerdict.REPLAYED;
    }

    /** Milliseconds by the client's clock since it has the ticket, without the obfuscation (RFC 9846 §4.3.11.1). */
    private long claimedAge() {
        long obfuscated = flight.hello().extensions().require(Extensions.PRE_SHARED_KEY_CLIENT_HELLO)
                .identities().get(psk.index()).obfuscatedTicketAge();
        return obfuscated - psk.session().ticketAgeAdd() & U32;
    }
}
