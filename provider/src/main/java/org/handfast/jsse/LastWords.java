package org.handfast.jsse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.handfast.engine.Need;
import org.handfast.engine.Outcome;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;

/** What a peer says before it hangs up, read when our side of the connection has ended. Thread-safe. */
final class LastWords {
    private static final ByteBuffer[] NONE = {};

    private final TlsEngine engine;
    private final SocketTransport transport;
    private final ReentrantLock reading;

    /** @param reading lock of the received bytes */
    LastWords(TlsEngine engine, SocketTransport transport, ReentrantLock reading) {
        this.engine = engine;
        this.transport = transport;
        this.reading = reading;
    }

    /**
     * The alert behind a write that failed: a peer that refuses us says why and closes, and we hear of the second
     * first. Waits no longer than {@link SocketTransport#PATIENCE_MILLIS} for each piece; data is not passed over.
     */
    Optional<TlsFailure> alert() {
        if (!reading.tryLock()) {
            return Optional.empty(); // another thread reads: it will hear
        }
        try {
            forgetWhatWaits();
            boolean more = true;
            while (more) {
                Outcome outcome = engine.receive(transport.received(), NONE, 0, 0);
                more = outcome.status() == Outcome.Status.UNDERFLOW ? transport.fillSoon() : outcome.consumed() > 0;
                forgetWhatWaits();
            }
            return Optional.empty();
        } catch (TlsFailure failure) {
            return Optional.of(failure).filter(said -> said.reason() == Reason.PEER_ALERT);
        } catch (IOException e) {
            return Optional.empty(); // nothing was said
        } finally {
            transport.release();
            reading.unlock();
        }
    }

    /** Reads up to the peer's close_notify, so that what follows on the carrier is not TLS any more. */
    void closure() {
        if (!transport.tryLock(reading)) {
            return;
        }
        ByteBuffer[] discarded = {ByteBuffer.allocate(TlsEngine.APPLICATION_SIZE)};
        try {
            boolean more = true;
            while (more && !engine.inboundDone()) {
                discarded[0].clear();
                Outcome outcome = engine.receive(transport.received(), discarded, 0, 1);
                more = outcome.status() != Outcome.Status.UNDERFLOW || transport.fillSoon();
            }
        } catch (IOException | TlsFailure e) {
            return; // no answer in time, or not TLS: the carrier's owner will see
        } finally {
            reading.unlock();
        }
    }

    /** Nobody takes it any more, and the engine does not listen before it is out. */
    private void forgetWhatWaits() {
        ByteBuffer nowhere = ByteBuffer.allocate(TlsEngine.PACKET_SIZE);
        while (engine.need() == Need.SEND && engine.send(NONE, 0, 0, nowhere).produced() > 0) {
            nowhere.clear();
        }
    }
}
