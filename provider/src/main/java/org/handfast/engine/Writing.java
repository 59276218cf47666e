package org.handfast.engine;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.handfast.engine.Outcome.Status;

/** The write half with its lock, and the one flag that crosses to it without. */
final class Writing {
    private final WriteHalf half;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicReference<KeyUpdateWish> wish = new AtomicReference<>(KeyUpdateWish.NONE);

    /** We asked for an update and none has come since. */
    private final AtomicBoolean asked = new AtomicBoolean();

    Writing(WriteHalf half) {
        this.half = half;
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

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
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
        if (half.isUpdateDue()) {
            wish(KeyUpdateWish.OURS);
        }
        if (isWished()) {
            half.keyUpdate(allowed(takeWish()));
            return flush(target);
        }
        return half.data(sources, offset, length, target) < 0 ? Status.OVERFLOW : Status.DONE;
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
}
