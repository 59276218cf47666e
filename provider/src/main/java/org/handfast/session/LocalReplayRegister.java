package org.handfast.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.handfast.wire.Opaque;

/**
 * A register in memory, for one node. What an earlier run of this node took is not known: "implementations SHOULD
 * reject 0-RTT data as long as any portion of their recording window overlaps the startup time", RFC 9846 §8.2; a
 * clock that ran backwards counts as a start. Bounded: a full register says no. Thread-safe.
 */
public final class LocalReplayRegister implements ReplayRegister {
    /** Most that nodes' clocks may differ by, in milliseconds: records live that much longer. */
    private static final long CLOCKS = 5_000;

    private final LongSupplier clock;
    private final int most;
    private final Map<Opaque, Long> seen = new LinkedHashMap<>();
    private long startedAt;
    private long latest;

    /**
     * Empty, and started now.
     *
     * @param clock milliseconds of the epoch
     * @param most records at a time, from 1
     */
    public LocalReplayRegister(LongSupplier clock, int most) {
        this.clock = clock;
        this.most = most;
        this.startedAt = clock.getAsLong();
        this.latest = startedAt;
    }

    @Override
    public synchronized boolean register(Opaque id, long millis) {
        long now = clock.getAsLong();
        if (now < latest) {
            startedAt = now;
        }
        latest = now;
        dropOld(now, 2 * millis + CLOCKS);
        if (seen.containsKey(id) || seen.size() >= most) {
            return false;
        }
        seen.put(Opaque.of(id.bytes()), now);
        return now - startedAt >= millis;
    }

    /**
     * A register as old as the ticket keys of its server: no earlier run took any of their tickets, so it says yes from
     * its first moment. Parameters as for the constructor.
     */
    public static LocalReplayRegister withKeys(LongSupplier clock, int most) {
        LocalReplayRegister register = new LocalReplayRegister(clock, most);
        register.startedAt = Long.MIN_VALUE / 2;
        return register;
    }

    /** Records it holds. */
    public synchronized int size() {
        return seen.size();
    }

    /** The oldest stand first; after a step of the clock some live longer than they need. */
    private void dropOld(long now, long life) {
        Iterator<Long> times = seen.values().iterator();
        while (times.hasNext() && now - times.next() > life) {
            times.remove();
        }
    }
}
