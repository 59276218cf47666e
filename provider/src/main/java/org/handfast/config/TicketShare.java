package org.handfast.config;

import org.handfast.session.ReplayRegister;
import org.handfast.session.TicketRing;

/**
 * What contexts with the same ticket keys have in common: who knows the keys must know which tickets were replayed.
 *
 * @param ring the keys
 * @param replays which of their tickets have brought early data
 */
public record TicketShare(TicketRing ring, ReplayRegister replays) {
}
