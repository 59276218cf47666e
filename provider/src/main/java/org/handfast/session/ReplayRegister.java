package org.handfast.session;

import org.handfast.wire.Opaque;

/**
 * Remembers which tickets have brought early data, so that none does twice (RFC 9846 §8, security rule E-2). The only
 * answer that lets early data in is a certain one: doubt, a timeout and an error are no. Thread-safe.
 */
@FunctionalInterface
public interface ReplayRegister {
    /** Takes no early data at all. */
    ReplayRegister NONE = (id, millis) -> false;

    /**
     * Registers a ticket.
     *
     * @param id of the session in it
     * @param millis how long a second use could look fresh; what was registered is remembered for longer
     * @return true only where it certainly has not been registered before
     */
    boolean register(Opaque id, long millis);
}
