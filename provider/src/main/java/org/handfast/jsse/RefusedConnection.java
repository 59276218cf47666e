package org.handfast.jsse;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.engine.Need;
import org.handfast.engine.Outcome;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.TlsFailure;

/**
 * A connection that cannot begin, because nothing is enabled or its profile is gone. The first call throws; a server
 * then sends the alert, a client, which has said nothing yet, closes in silence. Thread-safe.
 */
final class RefusedConnection implements TlsEngine {
    private static final int ALERT = 21;
    private static final int FATAL = 2;
    private static final int ALERT_RECORD = 7;

    private final TlsFailure failure;
    private boolean thrown;
    private boolean alertDue;

    RefusedConnection(TlsFailure failure, Role role) {
        this.failure = failure;
        this.alertDue = role == Role.SERVER;
    }

    @Override
    public void begin() {
        // the first receive or send says why it cannot
    }

    @Override
    public synchronized Outcome receive(ByteBuffer source, ByteBuffer[] targets, int offset, int length) {
        thrown = true;
        throw failure;
    }

    @Override
    public Outcome sendEarly(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        return send(sources, offset, length, target);
    }

    @Override
    public long earlyDataRoom() {
        return 0;
    }

    @Override
    public synchronized Outcome send(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        if (!thrown) {
            thrown = true;
            throw failure;
        }
        if (!alertDue) {
            return new Outcome(Outcome.Status.CLOSED, 0, 0, false);
        }
        if (target.remaining() < ALERT_RECORD) {
            return new Outcome(Outcome.Status.OVERFLOW, 0, 0, false);
        }
        byte description = (byte) failure.reason().alert().code();
        target.put(new byte[] {ALERT, 3, 3, 0, 2, FATAL, description});
        alertDue = false;
        return new Outcome(Outcome.Status.CLOSED, 0, ALERT_RECORD, false);
    }

    @Override
    public synchronized Need need() {
        return !thrown || alertDue ? Need.SEND : Need.NOTHING;
    }

    @Override
    public Runnable work() {
        return null;
    }

    @Override
    public synchronized void closeOutbound() {
        thrown = true;
    }

    @Override
    public Optional<TlsFailure> closeInbound() {
        return Optional.empty();
    }

    @Override
    public synchronized boolean inboundDone() {
        return thrown;
    }

    @Override
    public synchronized boolean outboundDone() {
        return thrown && !alertDue;
    }

    @Override
    public HandshakeFacts facts() {
        return HandshakeFacts.NONE;
    }

    @Override
    public boolean handshaking() {
        return false;
    }

    @Override
    public boolean established() {
        return false;
    }

    @Override
    public Optional<TlsFailure> failure() {
        return Optional.of(failure);
    }

    @Override
    public byte[] export(String label, byte[] context, int length) {
        throw new IllegalStateException("no handshake has completed");
    }

    @Override
    public void updateKeys(boolean requestPeer) {
        throw new IllegalStateException("no handshake has completed");
    }
}
