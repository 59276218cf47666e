package org.handfast.wildfly.cluster;

import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.handfast.session.SessionCluster;
import org.handfast.wire.Opaque;
import org.infinispan.Cache;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.event.CacheEntryEvent;
import org.infinispan.partitionhandling.AvailabilityMode;
import org.infinispan.remoting.transport.Address;

/**
 * A cluster on two replicated, synchronous caches that deny reads and writes without a majority. Handshakes read a copy
 * in this node's memory; whoever runs the node calls {@link #refresh()}. Thread-safe.
 */
@Listener
public final class CacheCluster implements SessionCluster {
    private static final long DEADLINE_MILLIS = 50;
    private static final String CLAIMED = "1";

    private final Cache<String, String> rings;
    private final Cache<String, String> replays;
    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /**
     * On these caches of strings.
     *
     * @param rings by profile
     * @param replays by profile and claim; entries expire
     */
    CacheCluster(Cache<String, String> rings, Cache<String, String> replays) {
        this.rings = rings;
        this.replays = replays;
    }

    /** Hears of changes from now on. */
    void open() {
        rings.addListener(this);
    }

    /** Hears no more. */
    void close() {
        rings.removeListener(this);
        listeners.clear();
    }

    /** Looks at what a merge of partitions or a new view has brought without a word. May wait on the net. */
    void refresh() {
        if (!isAvailable(rings)) {
            return;
        }
        Map<String, String> now = new HashMap<>(rings);
        now.forEach(this::see);
        seen.keySet().retainAll(now.keySet());
    }

    /** Public because the cache calls it. */
    @CacheEntryCreated
    @CacheEntryModified
    public void changed(CacheEntryEvent<String, String> event) {
        if (!event.isPre() && event.getValue() != null) {
            see(event.getKey(), event.getValue());
        }
    }

    private void see(String profile, String ring) {
        if (!ring.equals(seen.put(profile, ring))) {
            listeners.forEach(listener -> listener.accept(profile));
        }
    }

    @Override
    public Optional<Opaque> ring(String profile) {
        return Optional.ofNullable(seen.get(profile)).map(text -> Opaque.of(Base64.getDecoder().decode(text)));
    }

    /** Both writes return once all members have answered; a lost majority is an exception, which counts as doubt. */
    @Override
    public boolean replaceRing(String profile, Optional<Opaque> before, Opaque ring) {
        if (!isAvailable(rings)) {
            return false;
        }
        String text = text(ring);
        boolean done = before.isPresent()
                ? rings.replace(profile, text(before.get()), text)
                : rings.putIfAbsent(profile, text) == null;
        if (done) {
            see(profile, text);
        }
        return done;
    }

    @Override
    public void whenRingChanges(Consumer<String> profile) {
        listeners.add(profile);
    }

    @Override
    public Claim claim(String profile, Opaque once, Duration keep) {
        if (!isAvailable(replays)) {
            return Claim.UNKNOWN;
        }
        try {
            String before = replays
                    .putIfAbsentAsync(profile + "/" + text(once), CLAIMED, keep.toMillis(), TimeUnit.MILLISECONDS)
                    .get(DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
            return before == null ? Claim.FIRST : Claim.SEEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Claim.UNKNOWN;
        } catch (ExecutionException | TimeoutException | RuntimeException doubt) {
            return Claim.UNKNOWN;
        }
    }

    @Override
    public List<String> members() {
        List<Address> members = rings.getCacheManager().getMembers();
        return members == null ? List.of() : members.stream().map(Address::toString).sorted().toList();
    }

    /** Asked first, because the cache logs each refused call with its stack: clients could fill the disk. */
    private static boolean isAvailable(Cache<String, String> cache) {
        return cache.getAdvancedCache().getAvailability() == AvailabilityMode.AVAILABLE;
    }

    private static String text(Opaque bytes) {
        return Base64.getEncoder().encodeToString(bytes.bytes());
    }
}
