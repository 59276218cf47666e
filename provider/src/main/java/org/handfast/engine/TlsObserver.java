package org.handfast.engine;

import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.failure.TlsFailure;

/** Told once per connection how its handshake ended. Must be quick, must not throw; called without locks held. */
public interface TlsObserver {
    /** Does nothing. */
    TlsObserver NONE = new TlsObserver() {};

    /** A handshake completed after {@code nanos} nanoseconds. */
    default void finished(Role role, String peer, HandshakeFacts facts, long nanos) {}

    /** A handshake or connection failed, {@code nanos} nanoseconds after its first byte. */
    default void failed(Role role, String peer, HandshakeFacts facts, TlsFailure failure, long nanos) {}
}
