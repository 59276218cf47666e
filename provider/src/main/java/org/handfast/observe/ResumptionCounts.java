package org.handfast.observe;

import java.util.Map;
import java.util.Objects;

/**
 * How the connections of a profile began. Immutable.
 *
 * @param full handshakes with certificates
 * @param resumed handshakes without, by version
 * @param earlyData connections of TLS 1.3 by what became of early data: names of
 *     {@link org.handfast.credential.EarlyDataVerdict}
 */
public record ResumptionCounts(long full, Map<String, Long> resumed, Map<String, Long> earlyData) {
    /** Copies the maps. */
    public ResumptionCounts {
        resumed = Map.copyOf(Objects.requireNonNull(resumed, "resumed"));
        earlyData = Map.copyOf(Objects.requireNonNull(earlyData, "earlyData"));
    }

    /** Resumed handshakes of all versions. */
    public long allResumed() {
        return resumed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Resumed handshakes of a hundred, 0 to 100; 0 where there were none at all. */
    public double rate() {
        long all = full + allResumed();
        return all == 0 ? 0 : 100.0 * allResumed() / all;
    }
}
