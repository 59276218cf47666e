package org.handfast.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;

/**
 * The failure of a connection: the first one counts, is reported once and decides what leaves last. The caller has to
 * hear of it once before the connection counts as ended. Readable without a lock.
 */
final class Failing {
    private final AtomicReference<TlsFailure> first = new AtomicReference<>();
    private final Writing write;
    private final Report report;
    private volatile boolean told;

    Failing(Writing write, Report report) {
        this.write = write;
        this.report = report;
    }

    /** A defect of ours, of a crypto source or of a callback must not look like the peer's. */
    static TlsFailure of(Throwable cause, String where) {
        return cause instanceof TlsFailure known ? known : Reason.INTERNAL_ERROR.causedBy(cause, "in", where);
    }

    /** The failure, or null. */
    TlsFailure cause() {
        return first.get();
    }

    boolean isFailed() {
        return first.get() != null;
    }

    /** Failed, and not because the peer hung up, which anybody on the way can do to it. */
    boolean isAlert() {
        TlsFailure cause = first.get();
        return cause != null && cause.reason() != Reason.TRUNCATED && cause.reason() != Reason.CLOSED_DURING_HANDSHAKE;
    }

    /** Failed, and the caller has not heard of it. */
    boolean isUntold() {
        return isFailed() && !told;
    }

    /** Failed, and the caller has heard of it. */
    boolean isTold() {
        return isFailed() && told;
    }

    /** Throws the failure, if there is one. */
    void check() {
        TlsFailure cause = first.get();
        if (cause != null) {
            told = true;
            throw cause;
        }
    }

    /** Throws the failure if the caller has not heard of it. */
    void checkUntold() {
        if (!told) {
            check();
        }
    }

    /** The caller gets the failure another way than by {@link #check}. */
    void tell() {
        told = true;
    }

    /** Under the reading lock. The alert of {@code cause} leaves. */
    void with(TlsFailure cause) {
        with(cause, half -> half.abort(Alert.of(cause)));
    }

    /** Under the reading lock. Nothing leaves any more: the peer has ended the connection. */
    void byPeer(TlsFailure cause) {
        with(cause, WriteHalf::discard);
    }

    /** Under the writing lock alone. */
    void whileWriting(TlsFailure cause) {
        if (note(cause)) {
            write.half().abort(Alert.of(cause));
        } else {
            write.half().discard();
        }
    }

    private void with(TlsFailure cause, Consumer<WriteHalf> last) {
        if (note(cause)) {
            write.change(last);
        }
    }

    private boolean note(TlsFailure cause) {
        boolean isFirst = first.compareAndSet(null, cause);
        if (isFirst) {
            report.failed(cause);
        }
        return isFirst;
    }
}
