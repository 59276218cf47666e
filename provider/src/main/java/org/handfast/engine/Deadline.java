package org.handfast.engine;

import java.util.function.LongSupplier;
import org.handfast.failure.Reason;

/**
 * How long a handshake may take. The engine is passive, so this stops a peer that drips; one that is silent is stopped
 * by the caller's read timeout.
 */
final class Deadline {
    private final LongSupplier nanoTime;
    private final EngineLimits limits;
    private final long began;
    private volatile boolean heard;

    Deadline(LongSupplier nanoTime, EngineLimits limits) {
        this.nanoTime = nanoTime;
        this.limits = limits;
        this.began = nanoTime.getAsLong();
    }

    /** A record came. */
    void heard() {
        heard = true;
    }

    /** Nanoseconds since the handshake began. */
    long elapsed() {
        return nanoTime.getAsLong() - began;
    }

    /** @throws org.handfast.failure.TlsFailure HANDSHAKE_TIMEOUT */
    void check() {
        long elapsed = elapsed();
        if (elapsed > limits.handshakeTime().toNanos()) {
            throw Reason.HANDSHAKE_TIMEOUT.with("allowed", limits.handshakeTime());
        }
        if (!heard && elapsed > limits.firstByteTime().toNanos()) {
            throw Reason.HANDSHAKE_TIMEOUT.with("first byte", "missing", "allowed", limits.firstByteTime());
        }
    }
}
