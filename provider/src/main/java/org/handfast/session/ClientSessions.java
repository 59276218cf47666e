package org.handfast.session;

import java.util.List;
import java.util.Optional;

/** What a client keeps for resumption. Thread-safe. */
public interface ClientSessions {
    /**
     * Tickets of TLS 1.3 for this server, newest first. They are gone afterwards: a ticket used twice would let an
     * observer link connections (RFC 9846 appendix C.4).
     *
     * @param most how many to take, from 1
     */
    List<KeptSession> take(ClientKey key, int most);

    /** A session of TLS 1.2 for this server, which stays; empty: none. */
    Optional<KeptSession> find(ClientKey key);

    /** Keeps a session: tickets of TLS 1.3 beside each other, the newest of TLS 1.2 alone. */
    void keep(ClientKey key, KeptSession session);

    /** Lets go of all that is kept for this server. */
    void forget(ClientKey key);

    /** Lets go of this session, whatever it is kept under. */
    void forget(ClientKey key, Session session);
}
