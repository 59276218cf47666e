package org.handfast.config;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.handfast.crypto.jca.PlatformRandomness;
import org.handfast.session.ClusterReplayRegister;
import org.handfast.session.ClusterTicketKeys;
import org.handfast.session.LocalReplayRegister;
import org.handfast.session.TicketKeys;
import org.handfast.session.TicketRing;

/**
 * The ticket keys of this JVM's profiles: one ring a profile for all contexts of it, and another where it shares its
 * tickets with a cluster. A ring is here from the first connection that could use it. Thread-safe.
 */
public final class TicketKeyRings {
    private static final System.Logger LOG = System.getLogger("org.handfast.session");
    /** Early data that is taken within one recording window: some hundreds a second. */
    private static final int MOST_REPLAY_RECORDS = 50_000;
    private static final Map<String, TicketShare> LOCAL = new ConcurrentSkipListMap<>();
    private static final Map<String, TicketShare> SHARED = new ConcurrentSkipListMap<>();
    private static final Map<Registration, BiConsumer<String, TicketRing.Change>> LISTENERS =
            new ConcurrentHashMap<>();

    private TicketKeyRings() {
    }

    /** Who has a ring. */
    public enum Sharing {
        /** This node alone. */
        LOCAL,
        /** All members of the cluster. */
        CLUSTER,
        /** Nobody: there is no cluster yet, or its members have not agreed on a ring. Handshakes are full ones. */
        WAITING,
        /** Others, under another cluster key. Handshakes are full ones. */
        OTHER_CLUSTER_KEY
    }

    /** What a key does now. */
    public enum State {
        /** Seals after the next rotation; opens already. */
        NEXT,
        /** Seals and opens. */
        SEALING,
        /** Opens what it sealed. */
        OPENING
    }

    /**
     * One key, without its secret.
     *
     * @param name 32 hexadecimal digits, which tickets carry in the clear
     * @param since when it came into its state
     */
    public record Key(String name, State state, Instant createdAt, Instant since) {
    }

    /**
     * The ring of a profile.
     *
     * @param generation grows with each change
     * @param keys next, sealing, then those that open, newest first; empty where there are none
     */
    public record Ring(String profile, Sharing sharing, long generation, List<Key> keys) {
        /** Copies the list. */
        public Ring {
            keys = List.copyOf(keys);
        }
    }

    /** All rings, by profile; where a profile has had both kinds, both. */
    public static List<Ring> describe() {
        return Stream.concat(
                LOCAL.entrySet().stream().map(e -> describe(e.getKey(), e.getValue().ring(), Sharing.LOCAL)),
                SHARED.entrySet().stream().map(e -> describe(e.getKey(), e.getValue().ring(), sharing(e.getValue()))))
                .sorted(Comparator.comparing(Ring::profile).thenComparing(Ring::sharing))
                .toList();
    }

    /** The rings of this profile: none, one, or both kinds where its file has changed. */
    public static List<Ring> describe(String profile) {
        return describe().stream().filter(ring -> ring.profile().equals(profile)).toList();
    }

    /**
     * Lets the next key of this profile seal from now on. May wait on the net.
     *
     * @return false: it has no keys, or the other nodes could not be asked; then nothing has changed
     */
    public static boolean rotateNow(String profile) {
        List<TicketRing> rings = of(profile);
        return !rings.isEmpty() && rings.stream().map(TicketRing::rotateNow).reduce(true, Boolean::logicalAnd);
    }

    /**
     * Forgets all ticket keys of this profile: no ticket given until now is worth anything. May wait on the net.
     *
     * @return false: it has no ring; or other nodes may take tickets until they can be told, which is tried on
     */
    public static boolean revokeAll(String profile) {
        List<TicketRing> rings = of(profile);
        boolean all = !rings.isEmpty() && rings.stream().map(TicketRing::revokeAll).reduce(true, Boolean::logicalAnd);
        ClusterSessions.hurry();
        return all;
    }

    /** Tells the listener, with the profile, of each change from now on; it must be quick. */
    public static Registration addListener(BiConsumer<String, TicketRing.Change> listener) {
        Registration registration = new Registration() {
            @Override
            public void close() {
                LISTENERS.remove(this);
            }
        };
        LISTENERS.put(registration, listener);
        return registration;
    }

    /** For a context without a profile: a ring of its own, which is not listed here. */
    public static TicketShare own() {
        TicketKeys keys = new TicketKeys(PlatformRandomness.create(), System::currentTimeMillis);
        keys.audit(change -> LOG.log(System.Logger.Level.INFO, "Ticket keys of a context: {0}", change));
        return alone(keys);
    }

    /** For contexts of a profile: the ring of this node. */
    public static TicketShare local(String profile) {
        return LOCAL.computeIfAbsent(profile, name -> {
            TicketKeys keys = new TicketKeys(PlatformRandomness.create(), System::currentTimeMillis);
            keys.audit(change -> tell(name, change));
            return alone(keys);
        });
    }

    /** The keys are as new as the register: no run before this one took any of their tickets. */
    private static TicketShare alone(TicketKeys keys) {
        return new TicketShare(
                keys, LocalReplayRegister.withKeys(System::currentTimeMillis, MOST_REPLAY_RECORDS));
    }

    /** For contexts of a profile: the ring it shares; it has keys once {@link ClusterSessions} has joined. */
    public static TicketShare shared(String profile) {
        TicketShare known = SHARED.get(profile);
        if (known != null) {
            return known;
        }
        TicketShare made = SHARED.computeIfAbsent(profile, name -> {
            ClusterTicketKeys keys =
                    new ClusterTicketKeys(name, PlatformRandomness.create(), System::currentTimeMillis);
            keys.audit(change -> tell(name, change));
            return new TicketShare(keys, new ClusterReplayRegister(keys, System::currentTimeMillis));
        });
        ClusterSessions.admit(clustered(made));
        return made;
    }

    /** All that are shared. */
    static List<ClusterTicketKeys> shared() {
        return SHARED.values().stream().map(TicketKeyRings::clustered).toList();
    }

    private static ClusterTicketKeys clustered(TicketShare share) {
        return (ClusterTicketKeys) share.ring();
    }

    /** Those that can have keys: not one that waits for a cluster. */
    private static List<TicketRing> of(String profile) {
        return Stream.of(LOCAL, SHARED).map(all -> all.get(profile)).filter(Objects::nonNull)
                .map(TicketShare::ring)
                .filter(ring -> !(ring instanceof ClusterTicketKeys keys) || keys.isMember())
                .toList();
    }

    private static Sharing sharing(TicketShare share) {
        ClusterTicketKeys keys = clustered(share);
        if (keys.isForeign()) {
            return Sharing.OTHER_CLUSTER_KEY;
        }
        return keys.present().isPresent() ? Sharing.CLUSTER : Sharing.WAITING;
    }

    private static Ring describe(String profile, TicketRing ring, Sharing sharing) {
        return new Ring(profile, sharing, ring.generation(), ring.present().map(RingKeys::of).orElse(List.of()));
    }

    private static void tell(String profile, TicketRing.Change change) {
        LOG.log(System.Logger.Level.INFO, "Ticket keys of profile {0}: {1}", profile, change);
        for (BiConsumer<String, TicketRing.Change> listener : LISTENERS.values()) {
            try {
                listener.accept(profile, change);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A listener to ticket keys failed", e);
            }
        }
    }
}
