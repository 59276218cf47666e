package org.handfast.observe;

import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.engine.TlsObserver;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;

/** Flight recorder events. Costs next to nothing while no recording wants them. */
final class JfrObserver implements TlsObserver {
    private final String profile;

    /** Throws LinkageError where the platform has no flight recorder. */
    JfrObserver(String profile) {
        this.profile = profile;
        new HandshakeEvent().isEnabled();
    }

    @Override
    public void finished(Role role, String peer, HandshakeFacts facts, long nanos) {
        HandshakeEvent event = new HandshakeEvent();
        if (!event.shouldCommit()) {
            return;
        }
        event.profile = profile;
        event.role = role.name();
        event.peer = PeerText.safe(peer);
        event.version = text(facts.version());
        event.suite = text(facts.suite());
        event.group = text(facts.group());
        event.scheme = text(role == Role.SERVER ? facts.localScheme() : facts.peerScheme());
        event.serverName = PeerText.safe(text(facts.serverName()));
        event.alpn = PeerText.safe(text(facts.applicationProtocol()));
        event.resumed = facts.resumed();
        event.earlyData = text(facts.earlyDataVerdict());
        event.helloRetried = facts.helloRetried();
        event.handshakeTime = nanos;
        event.commit();
    }

    @Override
    public void failed(Role role, String peer, HandshakeFacts facts, TlsFailure failure, long nanos) {
        HandshakeFailureEvent event = new HandshakeFailureEvent();
        if (!event.shouldCommit()) {
            return;
        }
        Reason reason = failure.reason();
        event.profile = profile;
        event.role = role.name();
        event.peer = PeerText.safe(peer);
        event.version = text(facts.version());
        event.suite = text(facts.suite());
        event.group = text(facts.group());
        event.serverName = PeerText.safe(text(facts.serverName()));
        event.reason = reason.name();
        event.alert = reason.alert().toString();
        event.blame = reason.blame().name();
        event.details = PeerText.safe(failure.facts().toString());
        event.handshakeTime = nanos;
        event.commit();
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }
}
