package org.handfast.engine;

import java.time.Duration;
import org.handfast.handshake.Limits;
import org.handfast.record.RecordLimits;

/**
 * What a context lets a peer do. Immutable.
 *
 * @param records limits of the record layer
 * @param handshake limits of the handshake
 * @param handshakeTime from begin to the end of the handshake, checked at each call; positive
 * @param firstByteTime from begin to the first record received; positive
 */
@SuppressWarnings("exports") // others take DEFAULT; the parts are made inside
public record EngineLimits(RecordLimits records, Limits handshake, Duration handshakeTime, Duration firstByteTime) {
    /** The defaults of the administration guide: 15 s in all, 10 s for the first byte. */
    public static final EngineLimits DEFAULT = new EngineLimits(
            RecordLimits.DEFAULT, Limits.DEFAULT, Duration.ofSeconds(15), Duration.ofSeconds(10));
}
