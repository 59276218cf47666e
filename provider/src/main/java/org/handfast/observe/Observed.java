package org.handfast.observe;

import java.time.Clock;
import org.handfast.engine.TlsObserver;

/**
 * Counters and failure log of one registry, or of all contexts that have none. Thread-safe.
 *
 * @param counters how many
 * @param failures which ones failed last
 */
public record Observed(Counters counters, FailureLog failures) {
    private static final Observed PROCESS = new Observed();

    /** Empty ones. */
    public Observed() {
        this(new Counters(), new FailureLog());
    }

    /** Those of contexts without registry; one per class loader. */
    public static Observed process() {
        return PROCESS;
    }

    /** The observer for engines of this profile: JFR events where the platform has them, these counters, this log. */
    public TlsObserver observer(String profile) {
        return Observers.combine(
                Observers.events(profile),
                new CountingObserver(profile, counters),
                new LoggingObserver(profile, failures, Clock.systemUTC()));
    }
}
