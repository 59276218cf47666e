package org.handfast.session;

import java.util.List;
import java.util.Optional;
import org.handfast.wire.Opaque;

/**
 * The ticket keys of one moment: the one that seals, the one that will seal next, which already opens so that nodes of
 * a cluster may change at different times, and those that only open any more. Immutable.
 *
 * @param next seals after the next rotation
 * @param current seals
 * @param since when {@code current} began to seal, in milliseconds of the epoch
 * @param older only open, newest first
 */
public record KeyRing(TicketKey next, TicketKey current, long since, List<Retired> older) {
    /** Copies the list. */
    public KeyRing {
        older = List.copyOf(older);
    }

    /** The key of this name, among those that may open at this time. */
    Optional<TicketKey> named(Opaque name, long now, long decryptMillis) {
        if (current.name().equals(name)) {
            return Optional.of(current);
        }
        if (next.name().equals(name)) {
            return Optional.of(next);
        }
        return older.stream()
                .filter(retired -> retired.key().name().equals(name) && !retired.isOver(now, decryptMillis))
                .map(Retired::key)
                .findFirst();
    }

    /**
     * A key that only opens.
     *
     * @param at when it sealed last, in milliseconds of the epoch
     */
    public record Retired(TicketKey key, long at) {
        boolean isOver(long now, long decryptMillis) {
            return now < at || now - at >= decryptMillis;
        }
    }
}
