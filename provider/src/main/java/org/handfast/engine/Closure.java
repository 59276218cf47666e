package org.handfast.engine;

/** Where a connection stands: how far the handshake is, which direction is open. Readable from any thread. */
final class Closure {
    private volatile Phase phase = Phase.IDLE;
    private volatile boolean unconfirmed;
    private volatile boolean inboundClosed;
    private volatile boolean peerNotified;
    private volatile boolean outboundClosing;

    /** Progress of the handshake; only forward. */
    enum Phase {
        /** Not begun. */
        IDLE,
        /** Under way. */
        HANDSHAKE,
        /** Complete for the protocol; our Finished has not left yet. */
        FINISHING,
        /** Complete, not yet reported. */
        DUE,
        /** Reported: data flows. */
        ESTABLISHED,
        /** Given up before it was complete. */
        ABANDONED
    }

    Phase phase() {
        return phase;
    }

    /** Moves on from one phase to the next; false if another thread or event was first. */
    synchronized boolean move(Phase from, Phase to) {
        if (phase != from) {
            return false;
        }
        phase = to;
        return true;
    }

    /** Gives the handshake up if it is not complete. */
    synchronized boolean abandon() {
        if (isConnected() || phase == Phase.ABANDONED) {
            return false;
        }
        phase = Phase.ABANDONED;
        return true;
    }

    boolean isBegun() {
        return phase != Phase.IDLE;
    }

    boolean isHandshaking() {
        Phase now = phase;
        return now == Phase.HANDSHAKE || now == Phase.FINISHING || now == Phase.DUE;
    }

    /** Whether the handshake, if one is under way, is still in time. */
    void check(Deadline deadline) {
        if (isHandshaking() || unconfirmed) {
            deadline.check();
        }
    }

    /** Whether both Finished have been made and verified. */
    boolean isConnected() {
        Phase now = phase;
        return now == Phase.FINISHING || now == Phase.DUE || now == Phase.ESTABLISHED;
    }

    /** The application goes on before the peer's Finished, with early data. */
    void proceed() {
        unconfirmed = true;
    }

    /** Whether the application went on before the peer's Finished, which has not come. */
    boolean isUnconfirmed() {
        return unconfirmed;
    }

    /** The peer's Finished has come. */
    void confirm() {
        unconfirmed = false;
    }

    boolean isEstablished() {
        return phase == Phase.ESTABLISHED;
    }

    /** The peer's close_notify came. */
    void peerNotified() {
        peerNotified = true;
        inboundClosed = true;
    }

    void closeInbound() {
        inboundClosed = true;
    }

    boolean isInboundClosed() {
        return inboundClosed;
    }

    boolean isPeerNotified() {
        return peerNotified;
    }

    void closeOutbound() {
        outboundClosing = true;
    }

    /** Whether we want to send no more data; what waits may still leave. */
    boolean isOutboundClosing() {
        return outboundClosing;
    }
}
