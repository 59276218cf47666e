package org.handfast.session;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** What an entry weighs beside its chain: objects, map entries, secret. An estimate, in bytes. */
    static final int ENTRY_BYTES = 512;

    private final LongSupplier clock;
    private final LinkedHashMap<Opaque, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<List<X509Certificate>, Chain> chains = new HashMap<>();
    private int mostEntries;
    private long mostBytes;
    private long bytes;

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
    }

    /** The session of this id, if it is fresh. */
    public synchronized Optional<Session> find(Opaque id) {
        Session session = sessions.get(id);
        if (session == null) {
            return Optional.empty();
        }
        if (!session.isFresh(clock.getAsLong())) {
            forget(id);
            return Optional.empty();
        }
        return Optional.of(session);
    }

    /** Keeps it under its id, in place of another. */
    public synchronized void keep(Session session) {
        forget(session.id());
        sessions.put(session.id(), session);
        bytes += ENTRY_BYTES + chainAdded(session.peerChain());
        evict();
    }

    /** Lets go of it. */
    public synchronized void forget(Opaque id) {
        Session session = sessions.remove(id);
        if (session != null) {
            bytes -= ENTRY_BYTES + chainRemoved(session.peerChain());
        }
    }

    /** Ids of fresh sessions, longest unused first. */
    public synchronized List<Opaque> ids() {
        long now = clock.getAsLong();
        List<Opaque> ids = new ArrayList<>();
        sessions.forEach((id, session) -> {
            if (session.isFresh(now)) {
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

    /** Sessions held, fresh or not. */
    public synchronized int size() {
        return sessions.size();
    }

    /** Bytes held, by our estimate. */
    public synchronized long bytes() {
        return bytes;
    }

    private void evict() {
        Iterator<Session> oldest = sessions.values().iterator();
        while (sessions.size() > mostEntries || bytes > mostBytes && oldest.hasNext()) {
            Session gone = oldest.next();
            oldest.remove();
            bytes -= ENTRY_BYTES + chainRemoved(gone.peerChain());
        }
    }

    private long chainAdded(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return 0;
        }
        Chain held = chains.computeIfAbsent(chain, Chain::new);
        return held.users++ == 0 ? held.weight : 0;
    }

    private long chainRemoved(List<X509Certificate> chain) {
        Chain held = chain.isEmpty() ? null : chains.get(chain);
        if (held == null || --held.users > 0) {
            return 0;
        }
        chains.remove(chain);
        return held.weight;
    }

    private static final class Chain {
        private final long weight;
        private int users;

        Chain(List<X509Certificate> chain) {
            this.weight = weight(chain);
        }

        /** Parsed certificates weigh about three times what they measure encoded. */
        private static long weight(List<X509Certificate> chain) {
            long encoded = 0;
            try {
                for (X509Certificate certificate : chain) {
                    encoded += certificate.getEncoded().length;
                }
            } catch (CertificateEncodingException e) {
                return DEFAULT_BYTES;
            }
            return encoded * 3;
        }
    }
}
