package org.handfast.session;

import java.util.Objects;
import java.util.Optional;
import org.handfast.crypto.Aead;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.wire.Opaque;

/** A server's tickets and cache in one hand. Thread-safe. */
public final class ServerStore implements ServerSessions {
    private final TicketRing keys;
    private final TicketSealer sealer;
    private final SessionCache cache;
    private volatile boolean tickets = true;
    private volatile ReplayRegister replays = ReplayRegister.NONE;

    /**
     * A store.
     *
     * @param keys seal the tickets
     * @param aead with a key of 32 bytes
     * @param sha256 derives keys
     * @param randomness for salts
     * @param cache by session id
     */
    public ServerStore(TicketRing keys, Aead aead, Hash sha256, Randomness randomness, SessionCache cache) {
        this.keys = keys;
        this.sealer = new TicketSealer(keys, aead, sha256, randomness);
        this.cache = cache;
    }

    /** Whether it gives and takes tickets; at first it does. */
    public void tickets(boolean enabled) {
        tickets = enabled;
    }

    /** Where early data is registered; at first it is refused. */
    public void replayRegister(ReplayRegister register) {
        replays = Objects.requireNonNull(register, "register");
    }

    @Override
    public ReplayRegister replayRegister() {
        return replays;
    }

    @Override
    public Optional<Opaque> seal(Session session) {
        return tickets ? sealer.seal(session) : Optional.empty();
    }

    @Override
    public Optional<Session> open(Opaque ticket) {
        return tickets ? sealer.open(ticket) : Optional.empty();
    }

    @Override
    public boolean givesTickets() {
        return tickets && keys.seals();
    }

    @Override
    public boolean isStale(Opaque ticket) {
        return sealer.isStale(ticket);
    }

    @Override
    public Optional<Session> find(Opaque id) {
        return cache.find(id);
    }

    @Override
    public void keep(Session session) {
        cache.keep(session);
    }

    @Override
    public void forget(Opaque id) {
        cache.forget(id);
    }

    /** The keys behind the tickets. */
    public TicketRing keys() {
        return keys;
    }

    /** Sessions by id. */
    public SessionCache cache() {
        return cache;
    }
}
