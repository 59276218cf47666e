package org.handfast.engine;

/**
 * What a call to receive or send did. Counts equal the position changes.
 *
 * @param status what happened
 * @param consumed bytes taken from the source
 * @param produced bytes put into the target
 * @param handshakeFinished whether exactly this call completed the handshake, once per connection and side
 * @param earlyData whether what was received is early data (0-RTT): it may be a replay, and the client's Finished has
 *     not come (RFC 9846 §8)
 */
public record Outcome(Status status, int consumed, int produced, boolean handshakeFinished, boolean earlyData) {
    /** Without early data; parameters as above. */
    public Outcome(Status status, int consumed, int produced, boolean handshakeFinished) {
        this(status, consumed, produced, handshakeFinished, false);
    }

    /** Result of one step. */
    public enum Status {
        /** Progress, or nothing to do. */
        DONE,
        /** The source holds less than one record; nothing consumed. */
        UNDERFLOW,
        /** The target is too small for the record at hand; nothing consumed, nothing changed. */
        OVERFLOW,
        /** The direction is closed. */
        CLOSED
    }
}
