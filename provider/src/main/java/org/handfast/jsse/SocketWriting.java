package org.handfast.jsse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.handfast.engine.Need;
import org.handfast.engine.Outcome;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.TlsFailure;

/** The writing side of a {@link SocketPump}: one lock, and a buffer borrowed for the call. Thread-safe. */
final class SocketWriting {
    private static final ByteBuffer[] NONE = {};

    private final TlsEngine engine;
    private final SocketTransport transport;
    private final ReentrantLock lock = new ReentrantLock();

    SocketWriting(TlsEngine engine, SocketTransport transport) {
        this.engine = engine;
        this.transport = transport;
    }

    /**
     * Writes all application data.
     *
     * @return false if the connection takes no more data
     */
    boolean write(ByteBuffer data) throws IOException {
        ByteBuffer[] sources = {data};
        lock.lock();
        byte[] array = transport.buffers().borrow();
        ByteBuffer outgoing = ByteBuffer.wrap(array);
        try {
            while (data.hasRemaining()) {
                outgoing.clear();
                Outcome outcome = engine.send(sources, 0, 1, outgoing);
                transport.write(outgoing.flip());
                if (outcome.status() == Outcome.Status.CLOSED) {
                    return false;
                }
            }
            return true;
        } finally {
            transport.buffers().giveBack(array);
            lock.unlock();
        }
    }

    /** Sends everything pending, records of one flight together. */
    void flush() throws IOException {
        lock.lock();
        try {
            flushLocked();
        } finally {
            lock.unlock();
        }
    }

    private void flushLocked() throws IOException {
        if (engine.need() != Need.SEND) {
            return;
        }
        byte[] array = transport.buffers().borrow();
        try {
            flush(ByteBuffer.wrap(array));
        } finally {
            transport.buffers().giveBack(array);
        }
    }

    private void flush(ByteBuffer outgoing) throws IOException {
        boolean more = true;
        while (more) {
            outgoing.clear();
            more = false;
            while (engine.need() == Need.SEND) {
                Outcome outcome = engine.send(NONE, 0, 0, outgoing);
                if (outcome.status() == Outcome.Status.OVERFLOW) {
                    more = outgoing.position() > 0;
                    break;
                }
                if (outcome.produced() == 0) {
                    break;
                }
            }
            if (outgoing.position() > 0) {
                transport.write(outgoing.flip());
            }
        }
    }

    /** Sends the last record, alert or close_notify, unless another thread is stuck writing. */
    boolean sendLast() {
        if (!transport.tryLock(lock)) {
            return false;
        }
        CloseDeadline deadline = transport.closeLater();
        try {
            flushRemembered();
            return true;
        } catch (IOException | TlsFailure e) {
            return false; // the peer is gone: closing goes on
        } finally {
            deadline.cancel();
            lock.unlock();
        }
    }

    /** A failure met in delegated work is thrown once before its alert comes out. */
    private void flushRemembered() throws IOException {
        try {
            flushLocked();
        } catch (TlsFailure e) {
            flushLocked();
        }
    }
}
