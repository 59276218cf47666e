package org.handfast.console;

import java.util.function.BooleanSupplier;
import org.handfast.config.TicketKeyRings;

/** What an administrator does to ticket keys. Each action is in the audit log, with who asked for it. */
public final class TicketKeyActions {
    private static final System.Logger AUDIT = System.getLogger("org.handfast.audit");

    private TicketKeyActions() {}

    /** How an action ended. */
    public enum Outcome {
        /** As asked, on all nodes that share the keys. */
        DONE,
        /** The profile has no ticket keys: no connection has needed any since the start. */
        NO_KEYS,
        /** Other nodes could not be told; see {@link TicketKeyRings}. */
        NOT_EVERYWHERE
    }

    /** Lets the next key seal. */
    public static Outcome rotate(String profile, String who) {
        return ended("rotated", profile, who, hasKeys(profile), () -> TicketKeyRings.rotateNow(profile));
    }

    /** Forgets all keys: every ticket given until now leads to a full handshake. */
    public static Outcome revoke(String profile, String who) {
        return ended("revoked", profile, who, hasKeys(profile), () -> TicketKeyRings.revokeAll(profile));
    }

    private static boolean hasKeys(String profile) {
        return !TicketKeyRings.describe(profile).isEmpty();
    }

    private static Outcome ended(
            String what, String profile, String who, boolean keys, BooleanSupplier action) {
        if (!keys) {
            return Outcome.NO_KEYS;
        }
        Outcome outcome = action.getAsBoolean() ? Outcome.DONE : Outcome.NOT_EVERYWHERE;
        AUDIT.log(System.Logger.Level.INFO, "{0} {1} the ticket keys of profile {2}: {3}", who, what, profile, outcome);
        return outcome;
    }
}
