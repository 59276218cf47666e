package org.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.handfast.credential.Role;
import org.handfast.engine.Need;
import org.handfast.engine.Outcome;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.jsse.FailureTranslation.Stage;

/**
 * Drives one {@link TlsEngine} over a blocking transport. Reading and writing hold separate locks, so that they
 * never wait for each other; the handshake takes a third and is the only one to hold it. Locks are taken in the
 * order handshaking, reading, writing. Closing needs none of them for good: it never waits longer than
 * {@link SocketTransport#PATIENCE_MILLIS} for a thread that is stuck in the network.
 */
final class SocketPump {
    private static final ByteBuffer[] NONE = {};
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /**
     * How long a close waits for the peer's end where the peer's bytes, arriving late, would reset the connection:
     * after a failure, so that the peer can read our alert, and for a client that never heard the server since the
     * handshake, whose tickets may still be on their way.
     */
    private static final int FAREWELL_MILLIS = 250;

    private final TlsEngine engine;
    private final Role role;
    private final SocketTransport transport;
    private final SocketWriting writing;
    private final LastWords lastWords;
    private final Runnable completed;
    private final Function<TlsFailure, ? extends IOException> translation;
    private final ReentrantLock handshaking = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean announced = new AtomicBoolean();
    private ByteBuffer plain = NOTHING;
    private volatile boolean inputShutdown;
    private volatile boolean heard;
    private volatile boolean lastReadEarly;
    private volatile IOException broken;

    /**
     * A pump.
     *
     * @param role our side
     * @param completed run once when the handshake is complete, on the thread that completed it; must be quick
     * @param translation what callers get for a failure
     */
    SocketPump(
            TlsEngine engine,
            Role role,
            SocketTransport transport,
            Runnable completed,
            Function<TlsFailure, ? extends IOException> translation) {
        this.engine = engine;
        this.role = role;
        this.transport = transport;
        this.writing = new SocketWriting(engine, transport);
        this.lastWords = new LastWords(engine, transport, reading);
        this.completed = completed;
        this.translation = translation;
    }

    /**
     * Completes the handshake; concurrent callers wait for the one that runs it. A read timeout leaves it where
     * it is: the next call goes on.
     */
    void handshake() throws IOException {
        checkUsable();
        if (announced.get()) {
            return;
        }
        handshaking.lock();
        try {
            checkUsable();
            engine.begin();
            while (engine.handshaking()) {
                step();
            }
            writing.flush();
            checkUsable();
            if (!engine.established()) {
                throw Reason.CLOSED_DURING_HANDSHAKE.failure();
            }
        } catch (TlsFailure e) {
            throw fatal(e);
        } catch (IOException e) {
            throw brokenOff(e);
        } finally {
            handshaking.unlock();
        }
        if (announced.compareAndSet(false, true)) {
            completed.run();
        }
    }

    /** Reads as {@link InputStream#read(byte[], int, int)} does. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        handshake();
        reading.lock();
        try {
            return readLocked(target, offset, length);
        } catch (TlsFailure e) {
            throw fatal(e);
        } catch (IOException e) {
            throw interrupted(e);
        } finally {
            transport.release();
            reading.unlock();
        }
    }

    /** Writes everything; returns when the transport has taken it. */
    void write(byte[] source, int offset, int length) throws IOException {
        handshake();
        try {
            if (!writing.write(ByteBuffer.wrap(source, offset, length))) {
                checkUsable();
                throw new SocketException("Socket output is shut down");
            }
        } catch (TlsFailure e) {
            throw fatal(e);
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    /** Decrypted bytes at hand; 0 while another thread reads. Never waits. */
    int available() {
        if (!reading.tryLock()) {
            return 0;
        }
        try {
            return plain.remaining();
        } finally {
            reading.unlock();
        }
    }

    /** Sends close_notify; reading goes on. */
    void shutdownOutput() throws IOException {
        checkUsable();
        engine.closeOutbound();
        try {
            writing.flush();
        } catch (IOException e) {
            throw interrupted(e);
        }
    }

    /** Later reads give end of stream; a blocked one too where the transport is ours. */
    void shutdownInput() throws IOException {
        checkUsable();
        inputShutdown = true;
        transport.shutdownInput();
    }

    /** Whether reads give end of stream: shut down here or closed by the peer. */
    boolean inputDone() {
        return inputShutdown || engine.inboundDone();
    }

    /** Whether close_notify was sent. */
    boolean outputDone() {
        return engine.outboundDone();
    }

    /** Whether what the last read gave is early data. */
    boolean isLastReadEarly() {
        return lastReadEarly;
    }

    /** Whether this was closed or failed. */
    boolean isClosed() {
        return closed.get();
    }

    /** Ends the connection with close_notify where that is possible without waiting. Idempotent. */
    void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        boolean exchanged = false;
        if (!transport.resetsOnClose()) {
            engine.closeOutbound();
            exchanged = writing.sendLast();
        }
        if (exchanged && transport.survivesClose()) {
            lastWords.closure();
        }
        transport.close(reading, exchanged && role == Role.CLIENT && !heard ? FAREWELL_MILLIS : 0);
    }

    private void step() throws IOException {
        Need need = engine.need();
        switch (need) {
            case SEND -> writing.flush();
            case WORK -> work();
            case RECEIVE -> receiveHandshake();
            default -> {
                checkUsable();
                throw Reason.CLOSED_DURING_HANDSHAKE.failure();
            }
        }
    }

    private void receiveHandshake() throws IOException {
        reading.lock();
        try {
            if (engine.receive(transport.received(), NONE, 0, 0).status() == Outcome.Status.UNDERFLOW) {
                fill();
            }
        } finally {
            transport.release();
            reading.unlock();
        }
    }

    private int readLocked(byte[] target, int offset, int length) throws IOException {
        ByteBuffer[] targets = {ByteBuffer.wrap(target, offset, length)};
        while (true) {
            checkOpen();
            if (inputShutdown) {
                return -1;
            }
            if (plain.hasRemaining()) {
                int count = Math.min(length, plain.remaining());
                plain.get(target, offset, count);
                releasePlain();
                return count;
            }
            Outcome outcome = engine.receive(transport.received(), targets, 0, 1);
            if (outcome.produced() > 0) {
                lastReadEarly = outcome.earlyData();
                return outcome.produced();
            }
            switch (outcome.status()) {
                case OVERFLOW -> receivePlain();
                case UNDERFLOW -> fill();
                case CLOSED -> {
                    return -1;
                }
                default -> work();
            }
        }
    }

    /** The caller's array is too small for the record: it is opened into ours. */
    private void receivePlain() {
        plain = ByteBuffer.wrap(transport.buffers().borrow());
        try {
            lastReadEarly = engine.receive(transport.received(), new ByteBuffer[] {plain}, 0, 1).earlyData();
        } finally {
            plain.flip();
            releasePlain();
        }
    }

    /** Gives the array back, wiped, when its bytes are read. */
    private void releasePlain() {
        if (plain != NOTHING && !plain.hasRemaining()) {
            byte[] array = plain.array();
            plain = NOTHING;
            Arrays.fill(array, (byte) 0);
            transport.buffers().giveBack(array);
        }
    }

    private void fill() throws IOException {
        boolean connected = engine.established();
        if (transport.fill()) {
            heard |= connected;
            return;
        }
        if (inputShutdown) {
            return;
        }
        if (transport.toleratesTruncation() && engine.established()) {
            engine.closeInbound();
            inputShutdown = true;
            return;
        }
        Optional<TlsFailure> truncated = engine.closeInbound();
        if (truncated.isPresent()) {
            throw truncated.get();
        }
    }

    private void work() {
        for (Runnable work = engine.work(); work != null; work = engine.work()) {
            work.run();
        }
    }

    /** The alert goes out if it can, the connection ends, and the caller gets JSSE's exception. */
    private IOException fatal(TlsFailure failure) {
        return end(translation.apply(failure));
    }

    private IOException end(IOException toldAs) {
        if (closed.compareAndSet(false, true)) {
            writing.sendLast();
            try {
                transport.close(reading, FAREWELL_MILLIS);
            } catch (IOException e) {
                broken = e; // the failure says more
            }
        }
        return toldAs;
    }

    /** Trouble while writing; the true cause is the peer's alert where one is waiting to be read. */
    private IOException brokenOff(IOException e) throws IOException {
        if (e instanceof SocketTimeoutException || closed.get()) {
            return interrupted(e);
        }
        Optional<TlsFailure> said = lastWords.alert();
        if (said.isEmpty()) {
            return interrupted(e);
        }
        IOException refused = announced.get()
                ? fatal(said.get()) : end(FailureTranslation.of(said.get(), Stage.HANDSHAKE));
        refused.addSuppressed(e);
        return refused;
    }

    /** Timeouts leave everything as it is; other trouble in the network ends the connection. */
    private IOException interrupted(IOException e) throws IOException {
        if (e instanceof SocketTimeoutException) {
            return e;
        }
        if (closed.get() && broken == null && engine.failure().isEmpty()) {
            SocketException gone = new SocketException("Socket closed");
            gone.initCause(e);
            return gone;
        }
        if (closed.compareAndSet(false, true)) {
            broken = e;
            transport.close(reading, 0);
        }
        return e;
    }

    private void checkUsable() throws IOException {
        Optional<TlsFailure> failure = engine.failure();
        if (failure.isPresent()) {
            throw fatal(failure.get());
        }
        checkOpen();
    }

    private void checkOpen() throws SocketException {
        if (broken != null) {
            SocketException again = new SocketException("Connection is broken: " + broken.getMessage());
            again.initCause(broken);
            throw again;
        }
        if (closed.get()) {
            throw new SocketException("Socket is closed");
        }
    }
}
