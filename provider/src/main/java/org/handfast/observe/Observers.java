package org.handfast.observe;

import java.util.List;
import java.util.stream.Stream;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.engine.TlsObserver;
import org.handfast.failure.TlsFailure;

/** Ways to put observers together. */
public final class Observers {
    private Observers() {}

    /** All of them, in order; one that throws does not keep the others from hearing. */
    public static TlsObserver combine(TlsObserver... observers) {
        return new Several(Stream.of(observers).filter(o -> o != TlsObserver.NONE).toList());
    }

    /** JFR events, or nothing where the platform was built without {@code jdk.jfr}. */
    public static TlsObserver events(String profile) {
        try {
            return new JfrObserver(profile);
        } catch (LinkageError e) {
            return TlsObserver.NONE;
        }
    }

    private record Several(List<TlsObserver> observers) implements TlsObserver {
        @Override
        public void finished(Role role, String peer, HandshakeFacts facts, long nanos) {
            for (TlsObserver observer : observers) {
                quietly(() -> observer.finished(role, peer, facts, nanos));
            }
        }

        @Override
        public void failed(Role role, String peer, HandshakeFacts facts, TlsFailure failure, long nanos) {
            for (TlsObserver observer : observers) {
                quietly(() -> observer.failed(role, peer, facts, failure, nanos));
            }
        }

        private static void quietly(Runnable call) {
            try {
                call.run();
            } catch (RuntimeException e) {
                // an observer's defect must not reach the connection, and there is nobody else to tell
            }
        }
    }
}
