package org.handfast.console.page;

import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.handfast.observe.FailureEntry;

/** A failure. Read by pages through its getters. Immutable. */
public final class FailureRow {
    private final String time;
    private final String profile;
    private final String peer;
    private final String serverName;
    private final String reason;
    private final String alert;
    private final String blame;
    private final String remedy;
    private final String facts;

    private FailureRow(
            String time,
            String profile,
            String peer,
            String serverName,
            String reason,
            String alert,
            String blame,
            String remedy,
            String facts) {
        this.time = time;
        this.profile = profile;
        this.peer = peer;
        this.serverName = serverName;
        this.reason = reason;
        this.alert = alert;
        this.blame = blame;
        this.remedy = remedy;
        this.facts = facts;
    }

    /** What the entry says. */
    static FailureRow of(FailureEntry entry) {
        return new FailureRow(
                entry.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                entry.profile(),
                entry.peer(),
                entry.serverName(),
                entry.reason().name(),
                entry.alert().toString(),
                entry.blame().name(),
                entry.remedy(),
                entry.facts().entrySet().stream()
                        .map(fact -> fact.getKey() + " = " + fact.getValue())
                        .collect(Collectors.joining(", ")));
    }

    /** When, UTC. */
    public String getTime() {
        return time;
    }

    /** Whose profile. */
    public String getProfile() {
        return profile;
    }

    /** Who. */
    public String getPeer() {
        return peer;
    }

    /** Host name asked for. */
    public String getServerName() {
        return serverName;
    }

    /** Why. */
    public String getReason() {
        return reason;
    }

    /** The alert. */
    public String getAlert() {
        return alert;
    }

    /** Who can mend it. */
    public String getBlame() {
        return blame;
    }

    /** What to do. */
    public String getRemedy() {
        return remedy;
    }

    /** What was seen. */
    public String getFacts() {
        return facts;
    }
}
