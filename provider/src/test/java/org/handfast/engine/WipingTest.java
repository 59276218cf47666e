package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.Established;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.wire.message.Finished;
import org.junit.jupiter.api.Test;

/** "Servers and clients MUST forget the secret values and keys established in failed connections", RFC 9846 §6. */
class WipingTest {
    private static final byte[] FINISHED = {22, 3, 3, 0, 5, 20, 0, 0, 1, 0};
    private static final byte[] GARBAGE = {99, 3, 3, 0, 0};
    private final Engines engines = new Engines();
    private final AtomicInteger wiped = new AtomicInteger();

    private interface Step {
        State take(State self, Link link);
    }

    private record OnFinished(Step step) implements State {
        @Override
        public State on(Finished message, Link link) {
            return step.take(this, link);
        }
    }

    @Test
    void aFailureWipesOnce() {
        ConnectionEngine engine = holding();
        assertThat(catchThrowableOfType(TlsFailure.class, () -> receive(engine, GARBAGE)).reason())
                .isEqualTo(Reason.UNEXPECTED_RECORD_TYPE);
        engine.closeOutbound();
        engine.closeInbound();
        assertThat(wiped).hasValue(1);
    }

    @Test
    void closingInTheMiddleWipes() {
        holding().closeOutbound();
        assertThat(wiped).hasValue(1);
    }

    @Test
    void theEndOfInputWipes() {
        assertThat(holding().closeInbound()).isPresent();
        assertThat(wiped).hasValue(1);
    }

    @Test
    void aFatalAlertWipes() {
        ConnectionEngine engine = holding();
        assertThat(catchThrowableOfType(
                TlsFailure.class, () -> receive(engine, new byte[] {21, 3, 3, 0, 2, 2, 40})).reason())
                .isEqualTo(Reason.PEER_ALERT);
        assertThat(wiped).hasValue(1);
    }

    @Test
    void aTimeoutFoundWhileSendingWipes() {
        ConnectionEngine engine = holding();
        engines.now = Long.MAX_VALUE / 2;
        assertThat(catchThrowableOfType(
                TlsFailure.class, () -> engine.send(Pair.NONE, 0, 1, ByteBuffer.allocate(100))).reason())
                .isEqualTo(Reason.HANDSHAKE_TIMEOUT);
        assertThat(wiped).hasValue(1);
    }

    @Test
    void successForgets() {
        ConnectionEngine engine = engines.scripted(Role.SERVER, new OnFinished((self, link) -> {
            link.onFailure(wiped::incrementAndGet);
            link.connected(new Established(HandshakeFacts.NONE, null));
            return self;
        }));
        receive(engine, FINISHED);
        engine.closeInbound();
        assertThat(wiped).hasValue(0);
    }

    @Test
    void aSecretThatComesTooLateIsWiped() {
        ConnectionEngine engine = engines.scripted(Role.SERVER, new OnFinished((self, link) ->
                link.<AutoCloseable>await(() -> wiped::incrementAndGet, late -> self)));
        receive(engine, FINISHED);
        Runnable work = engine.work();
        engine.closeOutbound();
        work.run();
        assertThat(wiped).hasValue(1);
    }

    /** An engine in the middle of a handshake, with something to be wiped. */
    private ConnectionEngine holding() {
        ConnectionEngine engine = engines.scripted(Role.SERVER, new OnFinished((self, link) -> {
            link.onFailure(wiped::incrementAndGet);
            return self;
        }));
        receive(engine, FINISHED);
        return engine;
    }

    private static void receive(TlsEngine engine, byte[] record) {
        engine.receive(ByteBuffer.wrap(record), Pair.NONE, 0, 1);
    }
}
