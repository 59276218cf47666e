package org.handfast.schedule;

import org.handfast.crypto.Aead;

/**
 * What one direction of a connection is protected with: a traffic secret of TLS 1.3 or write keys of TLS 1.2. Not
 * thread-safe; the half that protects records owns it.
 */
public sealed interface DirectionSecret extends AutoCloseable permits TrafficSecret, WriteKeys12 {
    /** The algorithm of the records. */
    Aead aead();

    /** Wipes. Idempotent. */
    @Override
    void close();
}
