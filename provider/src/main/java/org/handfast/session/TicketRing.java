package org.handfast.session;

import java.util.Optional;
import java.util.function.Consumer;
import org.handfast.wire.Opaque;

/** Where the keys of tickets come from: made by this node alone, or followed together with others. Thread-safe. */
public abstract sealed class TicketRing permits TicketKeys, ClusterTicketKeys {
    private volatile Consumer<Change> audit = change -> { };

    /** What happened to the ring. */
    public enum Change {
        /** The next key seals, because it was time or somebody asked. */
        ROTATED,
        /** All keys are forgotten. */
        REVOKED,
        /** A ring that others made is in use. */
        ADOPTED
    }

    /** A copy of the key to seal one ticket with, which counts it; the caller erases it. Empty: no ticket now. */
    abstract Optional<TicketKey> sealing();

    /** A copy of the key of this name, if it may open still; the caller erases it. */
    abstract Optional<TicketKey> opening(Opaque name);

    /** Whether a ticket under this name should be replaced. */
    abstract boolean isStale(Opaque name);

    /** Whether there is a key that seals. */
    abstract boolean seals();

    /**
     * Lets the next key seal from now on; the present one only opens. May wait on the net.
     *
     * @return false: there are no keys yet, or the cluster's other nodes could not be asked
     */
    public abstract boolean rotateNow();

    /**
     * Forgets all keys: no ticket given until now is worth anything here. May wait on the net.
     *
     * @return false: other nodes may still take them until they can be told
     */
    public abstract boolean revokeAll();

    /** The ring of now, for those who show it; empty: none yet, or none any more. */
    public abstract Optional<KeyRing> present();

    /** Grows with each change of the ring. */
    public abstract long generation();

    /** Who is told of each change; must be quick and must not throw. */
    public final void audit(Consumer<Change> listener) {
        audit = listener;
    }

    /** Tells. */
    final void tell(Change change) {
        audit.accept(change);
    }
}
