package org.handfast.session;

import java.util.Optional;
import org.handfast.wire.Opaque;

/** What a server keeps or hands out for resumption. Thread-safe; never throws for what a peer sends. */
public interface ServerSessions {
    /** A ticket that holds the session; empty: none can be given, because there is no key or it would be too long. */
    Optional<Opaque> seal(Session session);

    /** The session a ticket holds; empty for every doubt: unknown key, damage, age, foreign format. */
    Optional<Session> open(Opaque ticket);

    /** Whether tickets are given at all; with what they hold {@link #seal} may still give none. */
    default boolean givesTickets() {
        return true;
    }

    /** Whether this ticket should be replaced: its key only decrypts any more. */
    boolean isStale(Opaque ticket);

    /** The session kept under this id of TLS 1.2; empty: none, or no longer. */
    Optional<Session> find(Opaque id);

    /** Keeps a session of TLS 1.2 under its id. */
    void keep(Session session);

    /** Where tickets that bring early data are counted; by default no early data is taken. */
    default ReplayRegister replayRegister() {
        return ReplayRegister.NONE;
    }

    /** Lets go of the session under this id. */
    void forget(Opaque id);
}
