package org.handfast.jsse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.handfast.record.ScratchPool;

/**
 * The carrier of a TLS socket: a connected plain socket and the bytes read from it that no record has used yet.
 * Where the carrier lives on after the TLS connection, it is read record by record, so that no byte of what
 * follows is taken. While none are at hand it waits for a header's worth of bytes and holds no buffer.
 * {@link #received}, {@link #fill} and {@link #release} belong to the holder of the pump's reading lock.
 */
final class SocketTransport {
    /** How long closing waits for a thread stuck in the network, or for the peer, in milliseconds. */
    static final int PATIENCE_MILLIS = 1000;

    private static final int HEADER = 5;
    private static final int DROPPED = 4096;
    private static final int MOST_DRAINED = 1 << 18;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Socket carrier;
    private final InputStream in;
    private final OutputStream out;
    private final boolean autoClose;
    private final ScratchPool buffers;
    private final byte[] header = new byte[HEADER];
    private ByteBuffer received = NOTHING;

    /**
     * Over a connected carrier.
     *
     * @param consumed bytes of the peer already read from it, replayed first; null: none
     * @param autoClose whether closing closes the carrier
     * @param buffers where buffers come from
     */
    SocketTransport(Socket carrier, InputStream consumed, boolean autoClose, ScratchPool buffers)
            throws IOException {
        this.carrier = carrier;
        InputStream own = carrier.getInputStream();
        this.in = consumed == null ? own : new SequenceInputStream(consumed, own);
        this.out = carrier.getOutputStream();
        this.autoClose = autoClose;
        this.buffers = buffers;
    }

    ScratchPool buffers() {
        return buffers;
    }

    /** Bytes not yet used. Borrowed: gone with the next {@link #release}. */
    ByteBuffer received() {
        return received;
    }

    /**
     * Waits for more bytes.
     *
     * @return false at the end of the stream
     * @throws java.net.SocketTimeoutException after the carrier's SO_TIMEOUT; nothing is lost
     */
    boolean fill() throws IOException {
        if (!received.hasRemaining()) {
            return fillEmpty();
        }
        int wanted = autoClose ? ScratchPool.SIZE : missing();
        received.compact();
        try {
            int count = in.read(received.array(), received.position(), Math.min(wanted, received.remaining()));
            received.position(received.position() + Math.max(count, 0));
            return count >= 0;
        } finally {
            received.flip();
        }
    }

    /** The buffer is borrowed when something is there: a connection that waits holds none. */
    private boolean fillEmpty() throws IOException {
        release();
        int count = in.read(header);
        if (count < 0) {
            return false;
        }
        received = ByteBuffer.wrap(buffers.borrow()).put(header, 0, count).flip();
        return true;
    }

    /** Gives the buffer back if all its bytes are used. They are as the peer sent them: nothing to wipe. */
    void release() {
        if (received != NOTHING && !received.hasRemaining()) {
            byte[] array = received.array();
            received = NOTHING;
            buffers.giveBack(array);
        }
    }

    /** The same, but waits no longer than {@link #PATIENCE_MILLIS}. */
    boolean fillSoon() throws IOException {
        int timeout = carrier.getSoTimeout();
        carrier.setSoTimeout(PATIENCE_MILLIS);
        try {
            return fill();
        } finally {
            carrier.setSoTimeout(timeout);
        }
    }

    /** Writes all of it. */
    void write(ByteBuffer bytes) throws IOException {
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        out.flush();
    }

    /** Ends a blocked read with end of stream, where the carrier is ours. */
    void shutdownInput() throws IOException {
        if (autoClose) {
            carrier.shutdownInput();
        }
    }

    /** Whether the carrier is used on after close. */
    boolean survivesClose() {
        return !autoClose;
    }

    /** Whether the owner asked for a reset instead of an orderly end: SO_LINGER of zero. */
    boolean resetsOnClose() {
        try {
            return autoClose && carrier.getSoLinger() == 0;
        } catch (SocketException e) {
            return true; // closed below us: there is nobody to say goodbye to
        }
    }

    /**
     * Whether the end of the stream between records counts as end of data, without close_notify: only where the
     * JDK's property {@code com.sun.net.ssl.requireCloseNotify} says {@code false}.
     */
    boolean toleratesTruncation() {
        return !received.hasRemaining() && "false".equals(System.getProperty("com.sun.net.ssl.requireCloseNotify"));
    }

    /** Takes the lock, waiting no longer than SO_LINGER or, without it, {@link #PATIENCE_MILLIS}. */
    boolean tryLock(ReentrantLock lock) {
        boolean interrupted = Thread.interrupted();
        try {
            return lock.tryLock() || lock.tryLock(patience(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Closes the carrier if a write does not come back in time. */
    CloseDeadline closeLater() {
        return new CloseDeadline(carrier, patience());
    }

    /**
     * Closes the carrier if it is ours. What the peer sent and nobody read is drained first: unread bytes would
     * turn the end into a reset that may destroy our last record on its way.
     *
     * @param reading lock of the received bytes; without it nothing is drained
     * @param millis how long to wait for the peer to end too; 0: only what has arrived is drained
     */
    void close(ReentrantLock reading, int millis) throws IOException {
        if (!autoClose || carrier.isClosed()) {
            return;
        }
        if (!resetsOnClose() && reading.tryLock()) {
            try {
                drain(millis);
            } catch (IOException e) {
                release(); // the peer is gone already
            } finally {
                received.position(received.limit());
                release();
                reading.unlock();
            }
        }
        carrier.close();
    }

    private void drain(int millis) throws IOException {
        if (!carrier.isOutputShutdown()) {
            carrier.shutdownOutput();
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        int drained = 0;
        byte[] dropped = new byte[DROPPED];
        while (drained < MOST_DRAINED && !carrier.isInputShutdown()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (in.available() == 0 && left <= 0) {
                return;
            }
            carrier.setSoTimeout((int) Math.max(left, 1));
            int count = in.read(dropped);
            if (count < 0) {
                return;
            }
            drained += count;
        }
    }

    private int missing() throws IOException {
        if (received.remaining() < HEADER) {
            return HEADER - received.remaining();
        }
        int length = received.getShort(received.position() + HEADER - 2) & 0xFFFF;
        int missing = HEADER + length - received.remaining();
        if (missing <= 0) {
            throw new EOFException("record of " + length + " bytes was not taken");
        }
        return missing;
    }

    private long patience() {
        try {
            int linger = carrier.getSoLinger();
            return linger < 0 ? PATIENCE_MILLIS : Math.min(TimeUnit.SECONDS.toMillis(linger), 10_000);
        } catch (SocketException e) {
            return 0;
        }
    }
}
