package org.handfast.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.handfast.crypto.Randomness;
import org.handfast.wire.Opaque;

/**
 * The ticket keys of a profile, the same on all nodes of a cluster (security rules T-4, B-1). What seals next opens
 * everywhere already, because a ring is replaced only once every member has the one before. Without a cluster, or with
 * one that cannot be asked, keys live out their time and none are made: then there are full handshakes. Handshakes
 * never wait: whoever runs the node calls {@link #tend()}. Thread-safe.
 */
public final class ClusterTicketKeys extends TicketRing {
    /** Tickets this node seals under one key: of 2^32, for as many as 64 nodes. */
    private static final long TICKETS_PER_KEY = 1L << 26;

    /** Most that another node's clock may be ahead of ours, in milliseconds. */
    private static final long CLOCKS = 300_000;

    private final String profile;
    private final Randomness randomness;
    private final LongSupplier clock;
    private final long encryptMillis;
    private final long decryptMillis;
    private final Object turning = new Object();
    private Optional<Membership> membership = Optional.empty();
    private Optional<Opaque> seen = Optional.empty();
    private Optional<KeyRing> ring = Optional.empty();
    private Set<Opaque> revoked = Set.of();
    private long joinedAt = Long.MAX_VALUE;
    private long generation;
    private long seenAt;
    private long sealed;

    private record Membership(SessionCluster cluster, ClusterKey key) {
    }

    private record Step(Membership membership, Optional<Opaque> seen, long generation, Opaque wrapped) {
    }

    /** Six hours of sealing, twelve more of opening. */
    public ClusterTicketKeys(String profile, Randomness randomness, LongSupplier clock) {
        this(profile, randomness, clock, Duration.ofHours(6), Duration.ofHours(12));
    }

    /**
     * Without keys until it has joined.
     *
     * @param clock milliseconds of the epoch
     * @param encrypt how long a key seals; positive
     * @param decrypt how long it opens after that; not negative
     */
    public ClusterTicketKeys(String profile, Randomness randomness, LongSupplier clock, Duration encrypt,
            Duration decrypt) {
        this.profile = profile;
        this.randomness = randomness;
        this.clock = clock;
        this.encryptMillis = encrypt.toMillis();
        this.decryptMillis = decrypt.toMillis();
    }

    /** Whose tickets they seal. */
    public String profile() {
        return profile;
    }

    /** From now on follows this cluster. The key stays the caller's, who closes it after {@link #leave()}. */
    public synchronized void join(SessionCluster cluster, ClusterKey key) {
        leave();
        membership = Optional.of(new Membership(cluster, key));
        joinedAt = clock.getAsLong();
        follow();
    }

    /** Forgets the keys, and what it knew of the cluster: a later one may have lost all memory of this one. */
    public synchronized void leave() {
        membership = Optional.empty();
        joinedAt = Long.MAX_VALUE;
        seen = Optional.empty();
        revoked = Set.of();
        generation = 0;
        erase();
    }

    /** Takes over what the cluster has now; never waits on the net. */
    public synchronized void follow() {
        if (membership.isEmpty()) {
            return;
        }
        Optional<Opaque> now = asked(membership.get());
        if (now.isPresent() && !now.equals(seen)) {
            seen = now;
            membership.get().key().open(profile, now.get())
                    .filter(shared -> shared.generation() >= generation
                            && names(shared.ring()).noneMatch(revoked::contains))
                    .ifPresent(shared -> {
                        use(shared);
                        tell(Change.ADOPTED);
                    });
        }
    }

    /** What a cluster that fails to answer had is what we have. */
    private Optional<Opaque> asked(Membership asked) {
        try {
            return asked.cluster().ring(profile);
        } catch (RuntimeException doubt) {
            return seen;
        }
    }

    private void use(SharedRing shared) {
        long now = clock.getAsLong();
        boolean same = ring.map(r -> r.current().name().equals(shared.ring().current().name())).orElse(false);
        erase();
        if (!same) {
            sealed = 0;
            seenAt = now;
        }
        ring = Optional.of(inOurTime(shared.ring(), now));
        generation = shared.generation();
    }

    /** A key that was retired by a clock a little ahead of ours is retired now, not in the future. */
    private static KeyRing inOurTime(KeyRing theirs, long now) {
        List<KeyRing.Retired> older = theirs.older().stream()
                .map(r -> r.at() > now && r.at() - now <= CLOCKS ? new KeyRing.Retired(r.key(), now) : r)
                .toList();
        return new KeyRing(theirs.next(), theirs.current(), theirs.since(), older);
    }

    private void erase() {
        ring.ifPresent(ClusterTicketKeys::erase);
        ring = Optional.empty();
    }

    private static void erase(KeyRing done) {
        keys(done).forEach(TicketKey::erase);
    }

    private static Stream<TicketKey> keys(KeyRing of) {
        return Stream.concat(Stream.of(of.next(), of.current()), of.older().stream().map(KeyRing.Retired::key));
    }

    private static Stream<Opaque> names(KeyRing of) {
        return keys(of).map(TicketKey::name);
    }

    /** How long the present key has sealed: by the ring, or by what we saw where the ring is from the future. */
    private long age(KeyRing of) {
        long now = clock.getAsLong();
        seenAt = Math.min(seenAt, now);
        return now - Math.min(of.since(), seenAt);
    }

    @Override
    synchronized Optional<TicketKey> sealing() {
        follow();
        Optional<TicketKey> key = ring.filter(this::maySeal).map(r -> r.current().copy());
        key.ifPresent(k -> sealed++);
        return key;
    }

    private boolean maySeal(KeyRing of) {
        return age(of) < encryptMillis && sealed < TICKETS_PER_KEY;
    }

    @Override
    synchronized boolean seals() {
        follow();
        return ring.filter(this::maySeal).isPresent();
    }

    @Override
    synchronized Optional<TicketKey> opening(Opaque name) {
        follow();
        return ring.filter(r -> age(r) < encryptMillis + decryptMillis)
                .flatMap(r -> r.named(name, clock.getAsLong(), decryptMillis))
                .map(TicketKey::copy);
    }

    @Override
    synchronized boolean isStale(Opaque name) {
        return ring.filter(r -> r.current().name().equals(name) || r.next().name().equals(name)).isEmpty();
    }

    /**
     * Makes the first ring where there is none, and the next where it is time. Waits on the net.
     *
     * @return false: something was to do, and was not done, or not certainly; to be tried again
     */
    public boolean tend() {
        return step(this::due, Optional.of(Change.ROTATED));
    }

    @Override
    public boolean rotateNow() {
        return present().isPresent() && step(() -> ring.map(this::rotated), Optional.of(Change.ROTATED));
    }

    @Override
    public boolean revokeAll() {
        forget();
        return step(() -> Optional.of(fresh()), Optional.empty());
    }

    /** Even where nobody can be told: keys that were revoked here are not taken back from others. */
    private synchronized void forget() {
        follow();
        revoked = ring.map(r -> names(r).collect(Collectors.toUnmodifiableSet())).orElse(revoked);
        erase();
        generation++;
        tell(Change.REVOKED);
    }

    private boolean step(Supplier<Optional<KeyRing>> change, Optional<Change> told) {
        synchronized (turning) {
            Optional<Step> step = planned(change);
            return step.isPresent() ? replace(step.get(), told) : present().isPresent();
        }
    }

    /** Nothing may be planned over a ring that is not ours to read: its owners would lose it. */
    private synchronized Optional<Step> planned(Supplier<Optional<KeyRing>> change) {
        follow();
        if (membership.isEmpty() || isForeign()) {
            return Optional.empty();
        }
        Membership in = membership.get();
        Optional<Opaque> now = asked(in);
        return change.get().map(next -> {
            SharedRing shared = new SharedRing(Math.max(generation, theirs(in, now)) + 1,
                    next.since() + encryptMillis + decryptMillis, next);
            Opaque wrapped = in.key().wrap(profile, shared);
            erase(next);
            return new Step(in, now, shared.generation(), wrapped);
        });
    }

    private long theirs(Membership in, Optional<Opaque> wrapped) {
        return wrapped.flatMap(w -> in.key().open(profile, w)).map(SharedRing::generation).orElse(0L);
    }

    /** The net is asked without the lock that handshakes take. */
    private boolean replace(Step step, Optional<Change> told) {
        boolean done;
        try {
            done = step.membership().cluster().replaceRing(profile, step.seen(), step.wrapped());
        } catch (RuntimeException doubt) {
            done = false;
        }
        return settle(step, done, told);
    }

    private synchronized boolean settle(Step step, boolean done, Optional<Change> told) {
        boolean still = membership.filter(m -> m == step.membership()).isPresent();
        if (!done || !still) {
            follow();
            return false;
        }
        if (step.generation() > generation) {
            seen = Optional.of(step.wrapped());
            step.membership().key().open(profile, step.wrapped()).ifPresent(this::use);
        }
        told.ifPresent(this::tell);
        return true;
    }

    private Optional<KeyRing> due() {
        Optional<Opaque> cluster = asked(membership.orElseThrow());
        boolean lost = cluster.isEmpty() || theirs(membership.orElseThrow(), cluster) < generation;
        if (ring.isEmpty() || lost) {
            return Optional.of(fresh());
        }
        // before its end, so that there is time to agree
        return ring.filter(r -> age(r) >= encryptMillis - encryptMillis / 8 || sealed >= TICKETS_PER_KEY / 2)
                .map(this::rotated);
    }

    private KeyRing fresh() {
        long now = clock.getAsLong();
        return new KeyRing(TicketKey.random(randomness, now), TicketKey.random(randomness, now), now, List.of());
    }

    private KeyRing rotated(KeyRing old) {
        long now = clock.getAsLong();
        List<KeyRing.Retired> older = new ArrayList<>();
        older.add(new KeyRing.Retired(old.current().copy(), now));
        old.older().stream().filter(r -> !r.isOver(now, decryptMillis)).limit(KeyRingCodec.MOST_OLDER - 1)
                .forEach(r -> older.add(new KeyRing.Retired(r.key().copy(), r.at())));
        return new KeyRing(TicketKey.random(randomness, now), old.next().copy(), now, older);
    }

    @Override
    public synchronized Optional<KeyRing> present() {
        follow();
        return ring;
    }

    @Override
    public synchronized long generation() {
        return generation;
    }

    /** Whether what the cluster has is sealed under another key than ours, or in another format. */
    public synchronized boolean isForeign() {
        return membership.isPresent()
                && asked(membership.get()).filter(w -> !membership.get().key().isOurs(w)).isPresent();
    }

    /** Claims for a ticket what may happen once; without a cluster nothing is known. */
    SessionCluster.Claim claim(Opaque id, Duration keep) {
        try {
            return claim().map(of -> of.cluster().claim(profile, of.key().claim(profile, id), keep))
                    .orElse(SessionCluster.Claim.UNKNOWN);
        } catch (RuntimeException doubt) {
            return SessionCluster.Claim.UNKNOWN;
        }
    }

    /** The net is asked without the lock. */
    private synchronized Optional<Membership> claim() {
        return membership;
    }

    /** When it joined, in milliseconds of the epoch. */
    synchronized long joinedAt() {
        return joinedAt;
    }

    /** Whether it belongs to a cluster. */
    public synchronized boolean isMember() {
        return membership.isPresent();
    }
}
