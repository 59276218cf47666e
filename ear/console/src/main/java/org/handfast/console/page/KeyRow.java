package org.handfast.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.handfast.config.TicketKeyRings;

/** A ticket key, without its secret. Read by pages through its getters. Immutable. */
public final class KeyRow {
    private final TicketKeyRings.Ring ring;
    private final TicketKeyRings.Key key;
    private final Instant now;

    private KeyRow(TicketKeyRings.Ring ring, TicketKeyRings.Key key, Instant now) {
        this.ring = ring;
        this.key = key;
        this.now = now;
    }

    static KeyRow of(TicketKeyRings.Ring ring, TicketKeyRings.Key key, Instant now) {
        return new KeyRow(ring, key, now);
    }

    /** The profile whose tickets it is for. */
    public String getProfile() {
        return ring.profile();
    }

    /** Who has it. */
    public String getSharing() {
        return switch (ring.sharing()) {
            case LOCAL -> "this node";
            case CLUSTER -> "the cluster";
            case WAITING -> "nobody yet";
            case OTHER_CLUSTER_KEY -> "others, under another cluster key";
        };
    }

    /** What tickets carry in the clear. */
    public String getName() {
        return key.name();
    }

    /** What it does now. */
    public String getState() {
        return key.state().name().toLowerCase(Locale.ROOT);
    }

    /** Since when it does that, in words such as {@code 3 h 20 min}. */
    public String getAge() {
        return words(Duration.between(key.since(), now));
    }

    static String words(Duration age) {
        long minutes = Math.max(0, age.toMinutes());
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes < 48 * 60
                ? minutes / 60 + " h " + minutes % 60 + " min"
                : minutes / (24 * 60) + " days";
    }
}
