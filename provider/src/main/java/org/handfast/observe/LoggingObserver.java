package org.handfast.observe;

import java.time.Clock;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.engine.TlsObserver;
import org.handfast.failure.Reason;
import org.handfast.failure.Remedy;
import org.handfast.failure.TlsFailure;

/** Keeps the last failures. */
record LoggingObserver(String profile, FailureLog log, Clock clock) implements TlsObserver {
    @Override
    public void failed(Role role, String peer, HandshakeFacts facts, TlsFailure failure, long nanos) {
        Reason reason = failure.reason();
        log.add(new FailureEntry(
                clock.instant(),
                profile,
                role,
                PeerText.safe(peer),
                PeerText.safe(facts.serverName().orElse("")),
                reason,
                reason.alert(),
                reason.blame(),
                Remedy.of(reason),
                failure.facts()));
    }
}
