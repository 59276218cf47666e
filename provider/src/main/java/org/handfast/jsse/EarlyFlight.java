package org.handfast.jsse;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.engine.Need;
import org.handfast.engine.Outcome;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.TlsFailure;

/**
 * A client's connection that sends early data behind its hello, if a ticket allows all of it: to whoever drives it, the
 * first flight has become longer. Thread-safe.
 */
final class EarlyFlight implements TlsEngine {
    private final TlsEngine engine;
    private final ByteBuffer data;

    /** @param data copied */
    EarlyFlight(TlsEngine engine, byte[] data) {
        this.engine = engine;
        this.data = ByteBuffer.wrap(data.clone());
    }

    /** Never NONE. */
    EarlyDataConnection.Status status() {
        if (!engine.established()) {
            return EarlyDataConnection.Status.PENDING;
        }
        synchronized (data) {
            if (data.position() == 0) {
                return EarlyDataConnection.Status.NOT_SENT;
            }
        }
        return engine.facts().earlyData()
                ? EarlyDataConnection.Status.ACCEPTED
                : EarlyDataConnection.Status.REJECTED;
    }

    @Override
    public void begin() {
        engine.begin();
    }

    /** The server's answer waits until the flight is out. */
    @Override
    public Outcome receive(ByteBuffer source, ByteBuffer[] targets, int offset, int length) {
        return isDue()
                ? new Outcome(Outcome.Status.DONE, 0, 0, false)
                : engine.receive(source, targets, offset, length);
    }

    @Override
    public Outcome send(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        engine.begin();
        synchronized (data) {
            if (isDue()) {
                Outcome outcome = engine.sendEarly(new ByteBuffer[] {data}, 0, 1, target);
                return new Outcome(outcome.status(), 0, outcome.produced(), outcome.handshakeFinished());
            }
        }
        return engine.send(sources, offset, length, target);
    }

    @Override
    public Outcome sendEarly(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        return send(sources, offset, 0, target);
    }

    @Override
    public long earlyDataRoom() {
        return 0;
    }

    @Override
    public Need need() {
        return isDue() ? Need.SEND : engine.need();
    }

    @Override
    public Runnable work() {
        return engine.work();
    }

    @Override
    public void closeOutbound() {
        engine.closeOutbound();
    }

    @Override
    public Optional<TlsFailure> closeInbound() {
        return engine.closeInbound();
    }

    @Override
    public boolean inboundDone() {
        return engine.inboundDone();
    }

    @Override
    public boolean outboundDone() {
        return engine.outboundDone();
    }

    @Override
    public HandshakeFacts facts() {
        return engine.facts();
    }

    @Override
    public boolean handshaking() {
        return engine.handshaking();
    }

    @Override
    public boolean established() {
        return engine.established();
    }

    @Override
    public Optional<TlsFailure> failure() {
        return engine.failure();
    }

    @Override
    public byte[] export(String label, byte[] context, int length) {
        return engine.export(label, context, length);
    }

    @Override
    public void updateKeys(boolean requestPeer) {
        engine.updateKeys(requestPeer);
    }

    /** Whether what is left of it is to be sent now: before the server has answered, and only if all of it may. */
    private boolean isDue() {
        synchronized (data) {
            return data.hasRemaining() && engine.earlyDataRoom() >= data.remaining();
        }
    }
}
