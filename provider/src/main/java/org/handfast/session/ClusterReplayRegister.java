package org.handfast.session;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.handfast.wire.Opaque;

/**
 * The register of replays of a whole cluster (RFC 9846 §8, security rule E-2): who claims a ticket first may take its
 * early data. A partition, a slow answer and an error are no. So is all that comes within the recording window of the
 * moment this node joined, or of a step back of its clock (RFC 9846 §8.2). Thread-safe.
 */
public final class ClusterReplayRegister implements ReplayRegister {
    /** Most that nodes' clocks may differ by, in milliseconds: records live that much longer. */
    private static final long CLOCKS = 5_000;

    private final ClusterTicketKeys keys;
    private final LongSupplier clock;
    private long steppedAt = Long.MIN_VALUE;
    private long latest = Long.MIN_VALUE;

    /**
     * For the tickets under these keys, in their cluster.
     *
     * @param clock milliseconds of the epoch
     */
    public ClusterReplayRegister(ClusterTicketKeys keys, LongSupplier clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public boolean register(Opaque id, long millis) {
        // claimed in any case: what this node turns away now must not look fresh to another
        boolean first = keys.claim(id, Duration.ofMillis(2 * millis + CLOCKS)) == SessionCluster.Claim.FIRST;
        return isSettled(millis) && first;
    }

    private synchronized boolean isSettled(long millis) {
        long now = clock.getAsLong();
        if (now < latest) {
            steppedAt = now;
        }
        latest = now;
        long start = Math.max(steppedAt, keys.joinedAt());
        return start <= now - millis;
    }
}
