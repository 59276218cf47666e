package org.handfast.console.page;

import java.util.Locale;
import java.util.Map;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.observe.ResumptionCounts;

/** How the connections of a profile began. Read by pages through its getters. Immutable. */
public final class SessionRow {
    private final String profile;
    private final ResumptionCounts counts;

    private SessionRow(String profile, ResumptionCounts counts) {
        this.profile = profile;
        this.counts = counts;
    }

    static SessionRow of(Map.Entry<String, ResumptionCounts> entry) {
        return new SessionRow(entry.getKey(), entry.getValue());
    }

    /** Name of the profile. */
    public String getProfile() {
        return profile;
    }

    /** Full handshakes. */
    public long getFull() {
        return counts.full();
    }

    /** Resumed handshakes of TLS 1.3. */
    public long getNewer() {
        return counts.resumed().getOrDefault("TLSv1.3", 0L);
    }

    /** Resumed handshakes of TLS 1.2. */
    public long getOlder() {
        return counts.resumed().getOrDefault("TLSv1.2", 0L);
    }

    /** Resumed of all, such as {@code 71.3 %}. */
    public String getRate() {
        return String.format(Locale.ROOT, "%.1f %%", counts.rate());
    }

    /** Connections whose early data was taken. */
    public long getEarly() {
        return counts.earlyData().getOrDefault(EarlyDataVerdict.ACCEPTED.name(), 0L);
    }

    /** Connections whose early data may have been a replay. */
    public long getReplayed() {
        return counts.earlyData().getOrDefault(EarlyDataVerdict.REPLAYED.name(), 0L);
    }
}
