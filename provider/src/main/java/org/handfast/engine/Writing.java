package org.handfast.engine;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.handfast.engine.Outcome.Status;

/** The write half with its lock, and the one flag that crosses to it without. */
final class Writing {
    /**
     * "sending implementations MUST NOT allow the epoch -- and hence the number of key updates -- to exceed 2^48-1",
     * RFC 9846 §4.7.3.
     */
    private static final long MOST_UPDATES = (1L << 48) - 1;

    private final WriteHalf half;
    private final long mostUpdates;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicReference<KeyUpdateWish> wish = new AtomicReference<>(KeyUpdateWish.NONE);

    /** We asked for an update and none has come since. */
    private final AtomicBoolean asked = new AtomicBoolean();

    /** Bytes of early data that may leave still. */
    private volatile long early;

    /** KeyUpdates sent; under the lock. */
    private long updates;

    Writing(WriteHalf half) {
        this(half, MOST_UPDATES);
    }

    Writing(WriteHalf half, long mostUpdates) {
        this.half = half;
        this.mostUpdates = mostUpdates;
    }

    /** Changes what waits to leave. */
    void change(Consumer<WriteHalf> change) {
        lock.lock();
        try {
            change.accept(half);
        } finally {
            lock.unlock();
        }
    }

    /** One sending step under the lock, with what it did. */
    Outcome counted(Step step, ByteBuffer[] sources, int offset, int length, ByteBuffer target,
            BooleanSupplier finished) {
        lock.lock();
        try {
            long before = Buffers.remaining(sources, offset, length);
            int start = target.position();
            Status status = step.send(sources, offset, length, target);
            int consumed = (int) (before - Buffers.remaining(sources, offset, length));
            return new Outcome(status, consumed, target.position() - start, finished.getAsBoolean());
        } finally {
            lock.unlock();
        }
    }

    /** The half itself: its changes under the lock, its volatile answers without. */
    WriteHalf half() {
        return half;
    }

    /** A KeyUpdate before our next data; several wishes are one. */
    void wish(KeyUpdateWish wanted) {
        wish.accumulateAndGet(wanted, KeyUpdateWish::and);
    }

    boolean isWished() {
        return wish.get() != KeyUpdateWish.NONE;
    }

    /** Takes the wish. */
    KeyUpdateWish takeWish() {
        return wish.getAndSet(KeyUpdateWish.NONE);
    }

    /** Under the lock: the record that waits. */
    Status flush(ByteBuffer target) {
        if (half.flush(target) < 0) {
            return Status.OVERFLOW;
        }
        return half.isDone() ? Status.CLOSED : Status.DONE;
    }

    /** Under the lock, with nothing waiting: one record of data, or the KeyUpdate that must come before it. */
    Status data(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        if (length == 0 && !isWished()) {
            return Status.DONE;
        }
        if (half.isUpdateDue() && updates < mostUpdates) {
            wish(KeyUpdateWish.OURS);
        }
        if (isWished()) {
            KeyUpdateWish wanted = takeWish();
            if (updates < mostUpdates) {
                updates++;
                half.keyUpdate(allowed(wanted));
                return flush(target);
            }
        }
        if (length == 0) {
            // a wish beyond the last update: "SHOULD instead ignore the "update_requested" flag", RFC 9846 §4.7.3
            return Status.DONE;
        }
        return half.data(sources, offset, length, target) < 0 ? Status.OVERFLOW : Status.DONE;
    }

    /** Under the lock: so much early data may leave from now on. */
    void early(long most) {
        early = most;
    }

    /** Bytes of early data that may leave still. */
    long early() {
        return early;
    }

    /** Under the lock: what waits, then one record of early data, if any may leave. */
    Status earlyData(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        if (half.isHeld()) {
            return flush(target);
        }
        long most = Math.min(early, Buffers.remaining(sources, offset, length));
        if (most == 0) {
            return Status.DONE;
        }
        long before = Buffers.remaining(sources, offset, length);
        if (half.data(sources, offset, length, most, target) < 0) {
            return Status.OVERFLOW;
        }
        early -= before - Buffers.remaining(sources, offset, length);
        return Status.DONE;
    }

    /** The peer has updated its keys: it may be asked again. */
    void answered() {
        asked.set(false);
    }

    /**
     * "Until receiving a subsequent KeyUpdate from the peer, the sender MUST NOT send another KeyUpdate with
     * request_update set to "update_requested"", RFC 9846 §4.7.3.
     */
    private KeyUpdateWish allowed(KeyUpdateWish wanted) {
        return wanted == KeyUpdateWish.BOTH && asked.getAndSet(true) ? KeyUpdateWish.OURS : wanted;
    }

    /** At most one record out. */
    @FunctionalInterface
    interface Step {
        Status send(ByteBuffer[] sources, int offset, int length, ByteBuffer target);
    }
}
