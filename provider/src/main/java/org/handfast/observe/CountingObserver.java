package org.handfast.observe;

import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.engine.TlsObserver;
import org.handfast.failure.TlsFailure;

/** Counts. */
record CountingObserver(String profile, Counters counters) implements TlsObserver {
    @Override
    public void finished(Role role, String peer, HandshakeFacts facts, long nanos) {
        counters.finished(profile, role, facts);
    }

    @Override
    public void failed(Role role, String peer, HandshakeFacts facts, TlsFailure failure, long nanos) {
        counters.failed(failure.reason());
    }
}
