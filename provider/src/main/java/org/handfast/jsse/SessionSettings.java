package org.handfast.jsse;

import java.util.OptionalInt;
import org.handfast.config.ResumptionTerms;
import org.handfast.handshake.Resumption;

/**
 * The JDK's properties about sessions, read once per context.
 *
 * @param serverTickets {@code jdk.tls.server.enableSessionTicketExtension}, true by default
 * @param clientTickets {@code jdk.tls.client.enableSessionTicketExtension}, true by default
 * @param newTickets {@code jdk.tls.server.newSessionTicketCount}, 0 to 10; empty: not said
 */
record SessionSettings(boolean serverTickets, boolean clientTickets, OptionalInt newTickets) {
    private static final int MOST_NEW = 10;

    /** What the properties say now; a number that is none, or out of range, says nothing. */
    static SessionSettings current() {
        int asked = Integer.getInteger("jdk.tls.server.newSessionTicketCount", -1);
        return new SessionSettings(
                flag("jdk.tls.server.enableSessionTicketExtension"),
                flag("jdk.tls.client.enableSessionTicketExtension"),
                asked < 0 || asked > MOST_NEW ? OptionalInt.empty() : OptionalInt.of(asked));
    }

    /**
     * Lifetimes and counts: the session context's timeout shortens the profile's lifetime, and never lengthens it; the
     * property counts where the profile gives tickets at all.
     *
     * @param earlyData most bytes of early data
     */
    Resumption.Settings with(SessionContextView view, ResumptionTerms terms, long earlyData) {
        Resumption.Settings standard = Resumption.Settings.DEFAULT;
        int timeout = view.getSessionTimeout();
        int lifetime = timeout == 0 ? terms.lifetime() : Math.min(timeout, terms.lifetime());
        int tickets = terms.ticketsPerHandshake() == 0 ? 0 : newTickets.orElse(terms.ticketsPerHandshake());
        return new Resumption.Settings(tickets, lifetime, standard.authenticationAge(),
                standard.clientAuthenticationAge(), earlyData);
    }

    private static boolean flag(String property) {
        return !"false".equalsIgnoreCase(System.getProperty(property));
    }
}
