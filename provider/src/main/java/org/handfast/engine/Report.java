package org.handfast.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.handfast.credential.HandshakeFacts;
import org.handfast.failure.TlsFailure;

/** Tells the observer what happened, each thing once, after the locks are free. Thread-safe. */
final class Report {
    private final TlsObserver observer;
    private final EngineOptions options;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicReference<TlsFailure> failed = new AtomicReference<>();

    Report(TlsObserver observer, EngineOptions options) {
        this.observer = observer;
        this.options = options;
    }

    /** The handshake is complete. */
    void finished() {
        finished.set(true);
    }

    /** The connection failed. */
    void failed(TlsFailure failure) {
        failed.set(failure);
    }

    /** To be called without locks. A defect in an observer must not end a connection. */
    void tell(HandshakeFacts facts, Deadline clock) {
        if (!finished.get() && failed.get() == null) {
            return;
        }
        boolean tellFinished = finished.compareAndSet(true, false);
        TlsFailure failure = failed.getAndSet(null);
        try {
            if (tellFinished) {
                observer.finished(options.role(), options.peer(), facts, clock.elapsed());
            }
            if (failure != null) {
                observer.failed(options.role(), options.peer(), facts, failure, clock.elapsed());
            }
        } catch (RuntimeException ignored) {
            // observers must not throw; one that does loses its event, not the connection
        }
    }
}
