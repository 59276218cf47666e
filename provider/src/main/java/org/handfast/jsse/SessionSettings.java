package org.handfast.jsse;

import org.handfast.handshake.Resumption;

/**
 * The JDK's properties about sessions, read once per context.
 *
 * @param serverTickets {@code jdk.tls.server.enableSessionTicketExtension}, true by default
 * @param clientTickets {@code jdk.tls.client.enableSessionTicketExtension}, true by default
 * @param newTickets {@code jdk.tls.server.newSessionTicketCount}, 0 to 10; 2 by default
 */
record SessionSettings(boolean serverTickets, boolean clientTickets, int newTickets) {
    private static final int MOST_NEW = 10;

    /** What the properties say now; a number that is none, or out of range, is the default. */
    static SessionSettings current() {
        int standard = Resumption.Settings.DEFAULT.tickets();
        int asked = Integer.getInteger("jdk.tls.server.newSessionTicketCount", standard);
        return new SessionSettings(
                flag("jdk.tls.server.enableSessionTicketExtension"),
                flag("jdk.tls.client.enableSessionTicketExtension"),
                asked < 0 || asked > MOST_NEW ? standard : asked);
    }

    /** Lifetimes and counts: the session context's timeout shortens our lifetime, and never lengthens it. */
    Resumption.Settings with(SessionContextView view) {
        Resumption.Settings standard = Resumption.Settings.DEFAULT;
        int timeout = view.getSessionTimeout();
        int lifetime = timeout == 0 ? standard.lifetime() : Math.min(timeout, standard.lifetime());
        return new Resumption.Settings(newTickets, lifetime, standard.authenticationAge(),
                standard.clientAuthenticationAge(), standard.maxEarlyData());
    }

    private static boolean flag(String property) {
        return !"false".equalsIgnoreCase(System.getProperty(property));
    }
}
