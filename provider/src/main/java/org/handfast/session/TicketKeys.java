package org.handfast.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.handfast.crypto.Randomness;
import org.handfast.wire.Opaque;

/**
 * The ring of ticket keys of one node, and its turning (security rule T-4). A key seals for the encrypt period, opens
 * for the decrypt-only period after that, and is erased. The ring turns when it is used or asked to; there is no
 * thread. Thread-safe.
 */
public final class TicketKeys extends TicketRing {
    /** Most tickets under one key. */
    static final long TICKETS_PER_KEY = 1L << 32;

    private final Randomness randomness;
    private final LongSupplier clock;
    private final long encryptMillis;
    private final long decryptMillis;
    private KeyRing ring;
    private long sealed;
    private long generation;

    /** Six hours of sealing, twelve more of opening. */
    public TicketKeys(Randomness randomness, LongSupplier clock) {
        this(randomness, clock, Duration.ofHours(6), Duration.ofHours(12));
    }

    /**
     * Makes its keys at once: no ticket is ever sealed without (security rule T-3).
     *
     * @param clock milliseconds of the epoch
     * @param encrypt how long a key seals; positive
     * @param decrypt how long it opens after that; not negative
     */
    public TicketKeys(Randomness randomness, LongSupplier clock, Duration encrypt, Duration decrypt) {
        this.randomness = randomness;
        this.clock = clock;
        this.encryptMillis = encrypt.toMillis();
        this.decryptMillis = decrypt.toMillis();
        if (encryptMillis <= 0 || decryptMillis < 0) {
            throw new IllegalArgumentException("periods " + encrypt + " and " + decrypt);
        }
        this.ring = fresh(clock.getAsLong());
    }

    @Override
    synchronized Optional<TicketKey> sealing() {
        turn();
        if (sealed >= TICKETS_PER_KEY) {
            rotate(clock.getAsLong());
        }
        sealed++;
        return Optional.of(ring.current().copy());
    }

    @Override
    boolean seals() {
        return true;
    }

    @Override
    synchronized Optional<TicketKey> opening(Opaque name) {
        turn();
        return ring.named(name, clock.getAsLong(), decryptMillis).map(TicketKey::copy);
    }

    @Override
    synchronized boolean isStale(Opaque name) {
        turn();
        return !ring.current().name().equals(name) && !ring.next().name().equals(name);
    }

    @Override
    public synchronized boolean rotateNow() {
        turn();
        rotate(clock.getAsLong());
        return true;
    }

    @Override
    public synchronized boolean revokeAll() {
        Stream.concat(Stream.of(ring.next(), ring.current()), ring.older().stream().map(KeyRing.Retired::key))
                .forEach(TicketKey::erase);
        ring = fresh(clock.getAsLong());
        sealed = 0;
        changed(Change.REVOKED);
        return true;
    }

    /** The ring of now, for those who share or show it. */
    public synchronized KeyRing ring() {
        turn();
        return ring;
    }

    @Override
    public Optional<KeyRing> present() {
        return Optional.of(ring());
    }

    /** Takes over a ring that others made. */
    public synchronized void adopt(KeyRing shared) {
        if (!shared.current().name().equals(ring.current().name())) {
            sealed = 0;
        }
        ring = shared;
        changed(Change.ADOPTED);
    }

    @Override
    public synchronized long generation() {
        return generation;
    }

    private KeyRing fresh(long now) {
        return new KeyRing(TicketKey.random(randomness, now), TicketKey.random(randomness, now), now, List.of());
    }

    /** A clock that ran backwards turns nothing; the time of the present key counts anew, so that it has an end. */
    private void turn() {
        long now = clock.getAsLong();
        if (now < ring.since()) {
            ring = new KeyRing(ring.next(), ring.current(), now, ring.older());
        }
        if (now - ring.since() >= encryptMillis) {
            rotate(now);
        } else if (ring.older().stream().anyMatch(retired -> retired.isOver(now, decryptMillis))) {
            ring = new KeyRing(ring.next(), ring.current(), ring.since(), kept(ring.older(), now));
        }
    }

    private void rotate(long now) {
        List<KeyRing.Retired> older = new ArrayList<>();
        older.add(new KeyRing.Retired(ring.current(), Math.min(now, ring.since() + encryptMillis)));
        older.addAll(ring.older());
        ring = new KeyRing(TicketKey.random(randomness, now), ring.next(), now, kept(older, now));
        sealed = 0;
        changed(Change.ROTATED);
    }

    private void changed(Change change) {
        generation++;
        tell(change);
    }

    private List<KeyRing.Retired> kept(List<KeyRing.Retired> older, long now) {
        List<KeyRing.Retired> kept = new ArrayList<>();
        for (KeyRing.Retired retired : older) {
            if (retired.isOver(now, decryptMillis)) {
                retired.key().erase();
            } else {
                kept.add(retired);
            }
        }
        return kept;
    }
}
