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
 * A client's sessions, in memory. Bounded in all and per server; the server used longest ago goes first.
 * Thread-safe.
 */
public final class ClientStore implements ClientSessions {
    /** Most tickets of TLS 1.3 for one server. */
    public static final int TICKETS_PER_SERVER = 8;

    private final LongSupplier clock;
    private final LinkedHashMap<ClientKey, Shelf> shelves = new LinkedHashMap<>(16, 0.75f, true);
    private int most;

    /**
     * An empty store.
     *
     * @param clock milliseconds of the epoch
     * @param servers most servers to keep sessions of, 0 for none
     */
    public ClientStore(LongSupplier clock, int servers) {
        this.clock = clock;
        this.most = servers;
    }

    @Override
    public synchronized List<KeptSession> take(ClientKey key, int count) {
        List<KeptSession> taken = new ArrayList<>();
        Shelf shelf = shelves.get(key);
        while (shelf != null && taken.size() < count && !shelf.tickets.isEmpty()) {
            KeptSession newest = shelf.tickets.pop();
            if (newest.session().isFresh(clock.getAsLong())) {
                taken.add(newest);
            }
        }
        return taken;
    }

    @Override
    public synchronized Optional<KeptSession> find(ClientKey key) {
        return Optional.ofNullable(shelves.get(key))
                .map(shelf -> shelf.older)
                .filter(kept -> kept.session().isFresh(clock.getAsLong()));
    }

    @Override
    public synchronized void keep(ClientKey key, KeptSession session) {
        if (most == 0) {
            return;
        }
        Shelf shelf = shelves.computeIfAbsent(key, unknown -> new Shelf());
        if (session.session().version().equals(ProtocolVersion.TLS13)) {
            shelf.tickets.push(session);
            if (shelf.tickets.size() > TICKETS_PER_SERVER) {
                shelf.tickets.removeLast();
            }
        } else {
            shelf.older = session;
        }
        evict();
    }

    @Override
    public synchronized void forget(ClientKey key, Session session) {
        Shelf shelf = shelves.get(key);
        if (shelf != null) {
            shelf.tickets.removeIf(kept -> kept.session() == session);
            if (shelf.older != null && shelf.older.session() == session) {
                shelf.older = null;
            }
        }
    }

    @Override
    public synchronized void forget(ClientKey key) {
        shelves.remove(key);
    }

    /** All fresh sessions, servers used longest ago first. */
    public synchronized List<Session> sessions() {
        long now = clock.getAsLong();
        List<Session> all = new ArrayList<>();
        for (Shelf shelf : shelves.values()) {
            shelf.tickets.forEach(kept -> all.add(kept.session()));
            if (shelf.older != null) {
                all.add(shelf.older.session());
            }
        }
        all.removeIf(session -> !session.isFresh(now));
        return all;
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

    private void evict() {
        Iterator<Shelf> oldest = shelves.values().iterator();
        while (shelves.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }

    private static final class Shelf {
        private final Deque<KeptSession> tickets = new ArrayDeque<>();
        private KeptSession older;
    }
}
