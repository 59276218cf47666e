package org.handfast.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.handfast.wire.Opaque;

/**
 * A server's sessions of TLS 1.2 by their ids. Bounded in entries and in bytes (security rule T-7): what was used
 * longest ago goes first, one step for one entry, and a flood only evicts. Chains that many sessions share are held
 * once and counted once. Thread-safe.
 */
public final class SessionCache {
    /** Entries by default. */
    public static final int DEFAULT_ENTRIES = 20480;

    /** Bytes by default. */
    public static final long DEFAULT_BYTES = 64L << 20;

    /** Seconds a session is kept by default, whatever its own lifetime. */
    public static final int DEFAULT_LIFETIME = 7200;

    /** What an entry weighs beside its chain: objects, map entries, secret. An estimate, in bytes. */
    static final int ENTRY_BYTES = 512;

    private final LongSupplier clock;
    private final LinkedHashMap<Opaque, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final PeerChains chains = new PeerChains();
    private int mostEntries;
    private long mostBytes;
    private long mostAge;

    /**
     * An empty cache.
     *
     * @param clock milliseconds of the epoch
     * @param entries most sessions, 0 for none
     * @param bytes most bytes by our estimate
     */
    public SessionCache(LongSupplier clock, int entries, long bytes) {
        this.clock = clock;
        this.mostEntries = entries;
        this.mostBytes = bytes;
        this.mostAge = DEFAULT_LIFETIME * 1000L;
    }

    /** The session of this id, if it is fresh. */
    public synchronized Optional<Session> find(Opaque id) {
        Session session = sessions.get(id);
        if (session == null) {
            return Optional.empty();
        }
        if (!mayServe(session)) {
            forget(id);
            return Optional.empty();
        }
        return Optional.of(session);
    }

    /** Keeps it under its id, in place of another. */
    public synchronized void keep(Session session) {
        forget(session.id());
        sessions.put(session.id(), chains.share(session));
        evict();
    }

    /** Lets go of it. */
    public synchronized void forget(Opaque id) {
        Session session = sessions.remove(id);
        if (session != null) {
            chains.release(session);
        }
    }

    /** Ids of fresh sessions, longest unused first. */
    public synchronized List<Opaque> ids() {
        List<Opaque> ids = new ArrayList<>();
        sessions.forEach((id, session) -> {
            if (mayServe(session)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Changes the bound; what is too much goes at once. */
    public synchronized void limit(int entries) {
        mostEntries = entries;
        evict();
    }

    /**
     * Changes all bounds; what is too much goes at once.
     *
     * @param lifetime seconds a session is kept, whatever its own lifetime
     */
    public synchronized void limit(int entries, long bytes, int lifetime) {
        mostBytes = bytes;
        mostAge = lifetime * 1000L;
        limit(entries);
    }

    /** Sessions held, fresh or not. */
    public synchronized int size() {
        return sessions.size();
    }

    /** Bytes held, by our estimate. */
    public synchronized long bytes() {
        return (long) ENTRY_BYTES * sessions.size() + chains.bytes();
    }

    private boolean mayServe(Session session) {
        long now = clock.getAsLong();
        return session.isFresh(now) && now - session.createdAt() < mostAge;
    }

    private void evict() {
        Iterator<Session> oldest = sessions.values().iterator();
        while (oldest.hasNext() && (sessions.size() > mostEntries || bytes() > mostBytes)) {
            chains.release(oldest.next());
            oldest.remove();
        }
    }
}
