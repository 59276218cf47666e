package org.handfast.jsse;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import org.handfast.engine.Need;
import org.handfast.engine.Outcome;
import org.handfast.engine.TlsEngine;

/**
 * The only place that knows the status rules of {@link javax.net.ssl.SSLEngine}. Containers loop on these answers
 * without a bound, so: NEED_WRAP only when wrap will produce bytes, report FINISHED or throw; OK with NEED_UNWRAP
 * only after progress; nothing but NOT_HANDSHAKING once all is out.
 */
final class EngineStatus {
    private EngineStatus() {}

    /** Between calls; never FINISHED. */
    static HandshakeStatus between(TlsEngine connection) {
        return of(connection.need());
    }

    /**
     * How many of the sources a server's wrap means before the first application bytes. Containers then wrap nothing
     * to flush the handshake's end; they do not mean an empty record, on which blocking peers would wait for more.
     */
    static int meant(ByteBuffer[] srcs, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (srcs[i].hasRemaining()) {
                return length;
            }
        }
        return 0;
    }

    /** Of a wrap. A call that emptied the last of the outbound side says CLOSED, with its bytes. */
    static SSLEngineResult wrapped(Outcome outcome, TlsEngine connection) {
        Status status = connection.outboundDone() ? Status.CLOSED : of(outcome.status());
        return result(status, outcome, connection);
    }

    /** Of an unwrap. */
    static SSLEngineResult unwrapped(Outcome outcome, TlsEngine connection) {
        SSLEngineResult result = result(of(outcome.status()), outcome, connection);
        boolean idle = outcome.consumed() == 0
                && result.getStatus() == Status.OK
                && result.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP;
        return idle ? result(Status.BUFFER_UNDERFLOW, outcome, connection) : result;
    }

    /** Nothing consumed, nothing produced. */
    static SSLEngineResult idle(Status status, HandshakeStatus handshake) {
        return new SSLEngineResult(status, handshake, 0, 0);
    }

    private static SSLEngineResult result(Status status, Outcome outcome, TlsEngine connection) {
        HandshakeStatus handshake =
                outcome.handshakeFinished() ? HandshakeStatus.FINISHED : between(connection);
        return new SSLEngineResult(status, handshake, outcome.consumed(), outcome.produced());
    }

    private static HandshakeStatus of(Need need) {
        return switch (need) {
            case NOTHING -> HandshakeStatus.NOT_HANDSHAKING;
            case RECEIVE -> HandshakeStatus.NEED_UNWRAP;
            case SEND -> HandshakeStatus.NEED_WRAP;
            case WORK -> HandshakeStatus.NEED_TASK;
        };
    }

    private static Status of(Outcome.Status status) {
        return switch (status) {
            case DONE -> Status.OK;
            case UNDERFLOW -> Status.BUFFER_UNDERFLOW;
            case OVERFLOW -> Status.BUFFER_OVERFLOW;
            case CLOSED -> Status.CLOSED;
        };
    }
}
