package org.handfast.handshake.tls12;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.handfast.handshake.Link;
import org.handfast.schedule.MainSecret12;
import org.handfast.session.KeptSession;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.NewSessionTicket12;

/**
 * A ticket from the server, not to be used before its Finished has verified: "The client MUST NOT treat the ticket as
 * valid until it has verified the server's Finished message", RFC 5077 §3.3.
 *
 * @param ticket not empty
 * @param lifetimeHint seconds; 0: the server says nothing
 */
record GivenTicket(Opaque ticket, long lifetimeHint) {
    private static final long LONGEST = Duration.ofDays(7).toSeconds();

    /** A ticket of no length is none: the server has thought better of it (RFC 5077 §3.3). */
    static Optional<GivenTicket> of(NewSessionTicket12 message) {
        return message.ticket().length() == 0
                ? Optional.empty()
                : Optional.of(new GivenTicket(Opaque.of(message.ticket().bytes()), message.lifetimeHint()));
    }

    /** Keeps the session with it. Without a hint our own lifetime counts. */
    void keep(Progress progress, MainSecret12 main, Optional<Session> resumed, Link link) {
        int lifetime = lifetimeHint == 0
                ? progress.terms().resumption().settings().lifetime()
                : (int) Math.min(lifetimeHint, LONGEST);
        keep(progress, link, () -> new KeptSession(
                NewSession.of(progress, main, Opaque.EMPTY, lifetime, resumed), ticket));
    }

    /** Keeps a session that is known by its id alone, if it has one. */
    static void keepId(Progress progress, MainSecret12 main, Link link) {
        Opaque id = progress.next().id();
        int lifetime = progress.terms().resumption().settings().lifetime();
        if (id.length() > 0) {
            keep(progress, link, () -> new KeptSession(
                    NewSession.of(progress, main, id, lifetime, Optional.empty()), Opaque.EMPTY));
        }
    }

    /** And lets go of it should the connection fail: "Servers and clients MUST forget", RFC 5246 §7.2.2. */
    private static void keep(Progress progress, Link link, Supplier<KeptSession> made) {
        progress.terms().resumption().client()
                .filter(place -> progress.facts().extendedMainSecret())
                .ifPresent(place -> {
                    place.keep(made.get());
                    // the store may hold it in another form, with a chain it shares
                    place.find().ifPresent(held -> link.onFatalAlert(() -> place.forget(held.session())));
                });
    }
}
