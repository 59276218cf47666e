package org.handfast.observe;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;

/**
 * How many handshakes ended how. Labels come from negotiated code points and from {@code Reason}, so their
 * number is bounded whatever peers send. Thread-safe.
 */
public final class Counters {
    private final LongAdder finished = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Map<String, LongAdder> versions = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> suites = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> groups = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> schemes = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> profiles = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();
    private final Map<String, Beginnings> beginnings = new ConcurrentHashMap<>();

    /** All zero. */
    public Counters() {}

    /** Completed handshakes. */
    public long finished() {
        return finished.sum();
    }

    /** Failed handshakes and connections. */
    public long failed() {
        return failed.sum();
    }

    /** Completed handshakes by version; sorted copy. */
    public Map<String, Long> versions() {
        return copy(versions);
    }

    /** Completed handshakes by suite; sorted copy. */
    public Map<String, Long> suites() {
        return copy(suites);
    }

    /** Completed handshakes by group; sorted copy. */
    public Map<String, Long> groups() {
        return copy(groups);
    }

    /** Completed handshakes by the server's signature scheme; sorted copy. */
    public Map<String, Long> schemes() {
        return copy(schemes);
    }

    /** Completed handshakes by profile; sorted copy. */
    public Map<String, Long> profiles() {
        return copy(profiles);
    }

    /** Failures by reason; sorted copy. */
    public Map<String, Long> failures() {
        return copy(reasons);
    }

    /** How the connections of each profile began; sorted copy. Connections without a profile are not in it. */
    public Map<String, ResumptionCounts> resumption() {
        Map<String, ResumptionCounts> counts = new TreeMap<>();
        beginnings.forEach((profile, of) -> counts.put(
                profile, new ResumptionCounts(of.full.sum(), copy(of.resumed), copy(of.earlyData))));
        return counts;
    }

    void finished(String profile, Role role, HandshakeFacts facts) {
        finished.increment();
        add(versions, facts.version());
        add(suites, facts.suite());
        add(groups, facts.group());
        add(schemes, role == Role.SERVER ? facts.localScheme() : facts.peerScheme());
        add(profiles, Optional.of(profile).filter(p -> !p.isEmpty()));
        if (!profile.isEmpty()) {
            beginnings.computeIfAbsent(profile, unused -> new Beginnings()).add(facts);
        }
    }

    void failed(Reason reason) {
        failed.increment();
        add(reasons, Optional.of(reason.name()));
    }

    private static void add(Map<String, LongAdder> counts, Optional<?> label) {
        label.ifPresent(l -> counts.computeIfAbsent(l.toString(), unused -> new LongAdder()).increment());
    }

    /** Of one profile. */
    private static final class Beginnings {
        private final LongAdder full = new LongAdder();
        private final Map<String, LongAdder> resumed = new ConcurrentHashMap<>();
        private final Map<String, LongAdder> earlyData = new ConcurrentHashMap<>();

        private void add(HandshakeFacts facts) {
            if (facts.resumed()) {
                Counters.add(resumed, facts.version());
            } else {
                full.increment();
            }
            Counters.add(earlyData, facts.earlyDataVerdict());
        }
    }

    private static Map<String, Long> copy(Map<String, LongAdder> source) {
        Map<String, Long> sums = new TreeMap<>();
        source.forEach((label, count) -> sums.put(label, count.sum()));
        return sums;
    }
}
