package org.handfast.handshake;

/** Slow or outside work. Runs once, outside every lock; a TlsFailure or RuntimeException fails the handshake. */
@FunctionalInterface
public interface Work<R> {
    /** Does it. */
    R run();
}
