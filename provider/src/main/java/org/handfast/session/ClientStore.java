package org.handfast.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.handfast.iana.ProtocolVersion;

/**
 * A client's sessions, in memory. Bounded in servers, in tickets per server and in bytes (security rule T-7); the
 * server used longest ago goes first. Thread-safe.
 */
public final class ClientStore implements ClientSessions {
    /** Most tickets of TLS 1.3 for one server. */
    public static final int TICKETS_PER_SERVER = 8;

    private final LongSupplier clock;
    private final LinkedHashMap<ClientKey, Shelf> shelves = new LinkedHashMap<>(16, 0.75f, true);
    private final PeerChains chains = new PeerChains();
    private final long mostBytes;
    private int most;
    private long bytes;

    /** An empty store of {@link SessionCache#DEFAULT_BYTES}. */
    public ClientStore(LongSupplier clock, int servers) {
        this(clock, servers, SessionCache.DEFAULT_BYTES);
    }

    /**
     * An empty store.
     *
     * @param clock milliseconds of the epoch
     * @param servers most servers to keep sessions of, 0 for none
     * @param bytes most bytes by our estimate
     */
    public ClientStore(LongSupplier clock, int servers, long bytes) {
        this.clock = clock;
        this.most = servers;
        this.mostBytes = bytes;
    }

    @Override
    public synchronized List<KeptSession> take(ClientKey key, int count) {
        List<KeptSession> taken = new ArrayList<>();
        Shelf shelf = shelves.get(key);
        while (shelf != null && taken.size() < count && !shelf.tickets.isEmpty()) {
            KeptSession newest = left(shelf.tickets.pop());
            if (newest.session().isFresh(clock.getAsLong())) {
                taken.add(newest);
            }
        }
        return taken;
    }

    @Override
    public synchronized Optional<KeptSession> find(ClientKey key) {
        Shelf shelf = shelves.get(key);
        if (shelf == null || shelf.older == null) {
            return Optional.empty();
        }
        if (!shelf.older.session().isFresh(clock.getAsLong())) {
            left(shelf.older);
            shelf.older = null;
        }
        return Optional.ofNullable(shelf.older);
    }

    @Override
    public synchronized void keep(ClientKey key, KeptSession session) {
        if (most == 0) {
            return;
        }
        Shelf shelf = shelves.computeIfAbsent(key, unknown -> new Shelf());
        KeptSession arrived = arrived(session);
        if (session.session().version().equals(ProtocolVersion.TLS13)) {
            shelf.tickets.push(arrived);
            if (shelf.tickets.size() > TICKETS_PER_SERVER) {
                left(shelf.tickets.removeLast());
            }
        } else {
            if (shelf.older != null) {
                left(shelf.older);
            }
            shelf.older = arrived;
        }
        evict();
    }

    @Override
    public synchronized void forget(ClientKey key, Session session) {
        Shelf shelf = shelves.get(key);
        if (shelf == null) {
            return;
        }
        shelf.all().stream().filter(kept -> kept.session() == session).forEach(this::left);
        shelf.tickets.removeIf(kept -> kept.session() == session);
        if (shelf.older != null && shelf.older.session() == session) {
            shelf.older = null;
        }
    }

    @Override
    public synchronized void forget(ClientKey key) {
        Shelf shelf = shelves.remove(key);
        if (shelf != null) {
            shelf.all().forEach(this::left);
        }
    }

    /** All fresh sessions, servers used longest ago first. */
    public synchronized List<Session> sessions() {
        long now = clock.getAsLong();
        return shelves.values().stream()
                .flatMap(shelf -> shelf.all().stream())
                .map(KeptSession::session)
                .filter(session -> session.isFresh(now))
                .toList();
    }

    /** Changes the bound; what is too much goes at once. */
    public synchronized void limit(int servers) {
        most = servers;
        evict();
    }

    /** Servers it has sessions of. */
    public synchronized int size() {
        return shelves.size();
    }

    /** Bytes held, by our estimate. */
    public synchronized long bytes() {
        return bytes + chains.bytes();
    }

    private void evict() {
        Iterator<Shelf> oldest = shelves.values().iterator();
        while (oldest.hasNext() && (shelves.size() > most || bytes() > mostBytes)) {
            oldest.next().all().forEach(this::left);
            oldest.remove();
        }
    }

    private KeptSession arrived(KeptSession kept) {
        KeptSession shared = new KeptSession(chains.share(kept.session()), kept.ticket());
        bytes += weight(shared);
        return shared;
    }

    private KeptSession left(KeptSession kept) {
        chains.release(kept.session());
        bytes -= weight(kept);
        return kept;
    }

    private static long weight(KeptSession kept) {
        long staples = kept.session().staples().stream().mapToLong(staple -> staple.length).sum();
        return SessionCache.ENTRY_BYTES + kept.ticket().length() + staples + kept.session().timestamps().length;
    }

    private static final class Shelf {
        private final Deque<KeptSession> tickets = new ArrayDeque<>();
        private KeptSession older;

        List<KeptSession> all() {
            List<KeptSession> all = new ArrayList<>(tickets);
            if (older != null) {
                all.add(older);
            }
            return all;
        }
    }
}
