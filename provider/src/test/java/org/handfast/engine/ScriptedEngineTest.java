package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.engine.Outcome.Status;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.Established;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.record.RecordLimits;
import org.handfast.schedule.TrafficSecret;
import org.handfast.wire.message.Finished;
import org.junit.jupiter.api.Test;

/** The engine over a state of the test's own, so that each rule of the record layer is met alone, in the clear. */
class ScriptedEngineTest {
    private static final byte[] FINISHED = record(22, message(32));
    private final Engines engines = new Engines();

    /** A state that does this with every Finished and stays. */
    private record OnFinished(Step step) implements State {
        @Override
        public State on(Finished message, Link link) {
            return step.take(this, link);
        }
    }

    @FunctionalInterface
    private interface Step {
        State take(State self, Link link);
    }

    @Test
    void everyPrefixIsUnderflowAndChangesNothing() {
        List<Integer> seen = new ArrayList<>();
        ConnectionEngine engine = counting(seen);
        for (int size = 0; size < FINISHED.length; size++) {
            ByteBuffer source = ByteBuffer.wrap(FINISHED, 0, size);
            assertThat(engine.receive(source, Pair.NONE, 0, 1)).isEqualTo(new Outcome(Status.UNDERFLOW, 0, 0, false));
            assertThat(source.position()).isZero();
        }
        assertThat(receive(engine, FINISHED).consumed()).isEqualTo(FINISHED.length);
        assertThat(seen).hasSize(1);
    }

    @Test
    void plaintextHttpFailsAtFiveBytes() {
        TlsFailure failure = catchThrowableOfType(
                () -> receive(counting(new ArrayList<>()), "GET /".getBytes(StandardCharsets.US_ASCII)),
                TlsFailure.class);
        assertThat(failure.reason()).isEqualTo(Reason.PLAINTEXT_HTTP);
    }

    @Test
    void limitsHoldAtTheLastAndOneMore() {
        RecordLimits d = RecordLimits.DEFAULT;
        engines.limits = new RecordLimits(3, 5, 2, 2, 3, 500, 100, 100, 100, 100, 100, 1 << 20);
        byte[] canceled = record(21, new byte[] {1, 90});
        byte[] change = record(20, new byte[] {1});

        assertLimit(5, () -> FINISHED, Reason.TOO_MANY_HANDSHAKE_RECORDS);
        assertLimit(2, () -> canceled, Reason.TOO_MANY_WARNING_ALERTS);
        assertLimit(3, () -> change, Reason.TOO_MANY_CHANGE_CIPHER_SPECS, FINISHED);
        engines.limits = new RecordLimits(3, 500, 2, 2, 3, FINISHED.length * 6, 100, 100, 100, 100, 100, 1 << 20);
        assertLimit(6, () -> FINISHED, Reason.TOO_MUCH_UNAUTHENTICATED_DATA);
        assertThat(List.of(d.emptyRecords(), d.handshakeRecords(), d.warningAlerts(), d.changeCipherSpecs(),
                d.idleMessages(), d.unauthenticatedBytes())).containsExactly(32, 16384, 4, 2, 32, 262144);
    }

    @Test
    void changeCipherSpecOnlyOneByteAndOnlyAfterTheHello() {
        assertFails(Reason.BAD_CHANGE_CIPHER_SPEC, record(20, new byte[] {1}));
        assertFails(Reason.BAD_CHANGE_CIPHER_SPEC, FINISHED, record(20, new byte[] {2}));
        assertFails(Reason.BAD_CHANGE_CIPHER_SPEC, FINISHED, record(20, new byte[] {1, 1}));
        assertFails(Reason.BAD_CHANGE_CIPHER_SPEC, FINISHED, record(20, new byte[0]));
    }

    /** But for a warning about the name before a version is chosen (RFC 6066 §3). */
    @Test
    void alertsAreTwoBytesAndFatalAtEitherLevel() {
        assertFails(Reason.EMPTY_ALERT_RECORD, record(21, new byte[0]));
        assertFails(Reason.BAD_ALERT, record(21, new byte[] {2}));
        assertFails(Reason.BAD_ALERT, record(21, new byte[] {2, 40, 2, 40}));
        for (int code = 0; code < 256; code++) {
            Reason expected = code == 0 ? Reason.CLOSED_DURING_HANDSHAKE : Reason.PEER_ALERT;
            assertFails(Reason.BAD_ALERT_LEVEL, record(21, new byte[] {7, (byte) code}));
            if (code != 90 && code != 112) {
                assertFails(expected, record(21, new byte[] {1, (byte) code}));
            }
            if (code != 90) {
                assertFails(expected, record(21, new byte[] {2, (byte) code}));
            }
        }
    }

    @Test
    void nothingComesBetweenThePartsOfAMessage() {
        byte[] message = message(32);
        byte[] first = record(22, Arrays.copyOf(message, 10));
        assertFails(Reason.INTERLEAVED_RECORD, FINISHED, first, record(20, new byte[] {1}));
        assertFails(Reason.INTERLEAVED_RECORD, first, record(21, new byte[] {1, 90}));
        assertFails(Reason.EMPTY_HANDSHAKE_RECORD, first, record(22, new byte[0]));
        assertFails(Reason.UNEXPECTED_RECORD_TYPE, first, record(23, new byte[10]));
        assertFails(Reason.UNEXPECTED_RECORD_TYPE, record(23, new byte[10]));
    }

    @Test
    void keysNeverChangeInTheMiddleOfAMessage() {
        State changing = new OnFinished((self, link) -> {
            link.readWith(secret());
            return self;
        });
        byte[] whole = message(32);
        byte[] withRest = Arrays.copyOf(whole, whole.length + 1);
        assertThat(failure(changing, record(22, withRest)).reason()).isEqualTo(Reason.MESSAGE_ACROSS_KEY_CHANGE);
        byte[] twice = Arrays.copyOf(whole, whole.length * 2);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        assertThat(failure(changing, record(22, twice)).reason()).isEqualTo(Reason.MESSAGE_ACROSS_KEY_CHANGE);
        assertThat(failure(changing, record(22, whole))).isNull();
    }

    @Test
    void whileWorkIsOutNothingMovesAndEachPieceIsHandedOutOnce() {
        List<String> events = new ArrayList<>();
        State waiting = new OnFinished((self, link) -> link.await(() -> "signed", result -> {
            events.add(result);
            return self;
        }));
        ConnectionEngine engine = engines.scripted(Role.SERVER, waiting);
        byte[] whole = message(32);
        byte[] twice = Arrays.copyOf(whole, whole.length * 2);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        receive(engine, record(22, twice));
        assertThat(engine.need()).isEqualTo(Need.WORK);
        assertThat(receive(engine, FINISHED)).isEqualTo(new Outcome(Status.DONE, 0, 0, false));
        assertThat(engine.send(Pair.NONE, 0, 1, ByteBuffer.allocate(100)).produced()).isZero();

        Runnable work = engine.work();
        assertThat(engine.work()).isNull();
        work.run();
        work.run();
        assertThat(events).containsExactly("signed");
        assertThat(engine.need()).as("the second message waits for work too").isEqualTo(Need.WORK);
        engine.work().run();
        assertThat(events).hasSize(2);
        assertThat(engine.need()).isEqualTo(Need.RECEIVE);
        assertThat(engine.work()).isNull();
    }

    @Test
    void aFailureOfWorkSurfacesInTheNextCallThenTheAlertLeaves() {
        TlsFailure cause = Reason.CERTIFICATE_UNTRUSTED.failure();
        for (RuntimeException thrown : List.of(cause, new IllegalStateException("defect"))) {
            ConnectionEngine engine = engines.scripted(Role.SERVER, new OnFinished((self, link) -> link.await(() -> {
                throw thrown;
            }, result -> self)));
            receive(engine, FINISHED);
            engine.work().run();
            assertThat(engine.need()).isEqualTo(Need.SEND);
            ByteBuffer out = ByteBuffer.allocate(100);
            TlsFailure failure = catchThrowableOfType(() -> engine.send(Pair.NONE, 0, 1, out), TlsFailure.class);
            assertThat(failure.reason()).isEqualTo(thrown == cause ? cause.reason() : Reason.INTERNAL_ERROR);
            assertThat(out.position()).isZero();
            assertThat(engine.send(Pair.NONE, 0, 1, out).status()).isEqualTo(Status.CLOSED);
            assertThat(Arrays.copyOf(out.array(), 7))
                    .containsExactly(21, 3, 3, 0, 2, 2, failure.reason().alert().code());
            assertThat(engine.send(Pair.NONE, 0, 1, out)).isEqualTo(new Outcome(Status.CLOSED, 0, 0, false));
            assertThat(engine.outboundDone() && engine.inboundDone()).isTrue();
        }
    }

    @Test
    void aDefectInAStateIsAnInternalError() {
        TlsFailure failure = failure(new OnFinished((self, link) -> {
            throw new ArrayIndexOutOfBoundsException(7);
        }), FINISHED);
        assertThat(failure.reason()).isEqualTo(Reason.INTERNAL_ERROR);
        assertThat(failure).hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void workThatEndsAfterCloseChangesNothing() {
        List<String> events = new ArrayList<>();
        ConnectionEngine engine = engines.scripted(Role.SERVER, new OnFinished((self, link) ->
                link.await(() -> "late", result -> {
                    events.add(result);
                    return self;
                })));
        receive(engine, FINISHED);
        Runnable work = engine.work();
        engine.closeOutbound();
        assertThat(engine.need()).isEqualTo(Need.SEND);
        work.run();
        assertThat(events).isEmpty();
        assertThat(engine.send(Pair.NONE, 0, 1, ByteBuffer.allocate(100)).status()).isEqualTo(Status.CLOSED);
        assertThat(engine.need()).isEqualTo(Need.NOTHING);
    }

    @Test
    void aHandshakeThatDripsOrStaysSilentTimesOut() {
        ConnectionEngine silent = counting(new ArrayList<>());
        silent.begin();
        engines.now = Duration.ofSeconds(10).toNanos();
        assertThat(receive(silent, new byte[0]).status()).isEqualTo(Status.UNDERFLOW);
        engines.now++;
        assertThat(catchThrowableOfType(() -> receive(silent, new byte[0]), TlsFailure.class).reason())
                .isEqualTo(Reason.HANDSHAKE_TIMEOUT);

        engines.now = 0;
        ConnectionEngine dripping = counting(new ArrayList<>());
        receive(dripping, FINISHED);
        engines.now = Duration.ofSeconds(15).toNanos();
        receive(dripping, FINISHED);
        engines.now++;
        assertThat(catchThrowableOfType(
                () -> dripping.send(Pair.NONE, 0, 1, ByteBuffer.allocate(100)), TlsFailure.class).reason())
                .isEqualTo(Reason.HANDSHAKE_TIMEOUT);
    }

    @Test
    void handshakeThatEndsInWorkReportsFinishedAtTheNextCall() {
        ConnectionEngine engine = engines.scripted(Role.SERVER, new OnFinished((self, link) ->
                link.await(() -> "", result -> {
                    link.connected(new Established(HandshakeFacts.NONE, null));
                    return self;
                })));
        receive(engine, FINISHED);
        engine.work().run();
        assertThat(engine.established()).isFalse();
        assertThat(engine.need()).isEqualTo(Need.SEND);
        assertThat(engine.send(Pair.NONE, 0, 1, ByteBuffer.allocate(100)))
                .isEqualTo(new Outcome(Status.DONE, 0, 0, true));
        assertThat(engine.established()).isTrue();
        assertThat(engine.need()).isEqualTo(Need.NOTHING);
    }

    @Test
    void argumentsAreCheckedBeforeAnythingHappens() {
        ConnectionEngine engine = counting(new ArrayList<>());
        ByteBuffer source = ByteBuffer.wrap(FINISHED);
        ByteBuffer[] readOnly = {ByteBuffer.allocate(10).asReadOnlyBuffer()};
        assertThatThrownBy(() -> engine.receive(source, readOnly, 0, 1)).isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> engine.receive(source, new ByteBuffer[1], 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.receive(source, Pair.NONE, 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(source.position()).isZero();
        assertThat(engine.handshaking()).isFalse();
    }

    private void assertLimit(int limit, Supplier<byte[]> record, Reason reason, byte[]... before) {
        ConnectionEngine engine = counting(new ArrayList<>());
        for (byte[] first : before) {
            receive(engine, first);
        }
        for (int i = before.length; i < limit; i++) {
            receive(engine, record.get());
        }
        assertThat(catchThrowableOfType(() -> receive(engine, record.get()), TlsFailure.class).reason())
                .isEqualTo(reason);
    }

    private void assertFails(Reason reason, byte[]... records) {
        TlsFailure failure = failure(new OnFinished((self, link) -> self), records);
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(reason);
    }

    private TlsFailure failure(State state, byte[]... records) {
        ConnectionEngine engine = engines.scripted(Role.SERVER, state);
        for (int i = 0; i < records.length - 1; i++) {
            receive(engine, records[i]);
        }
        return catchThrowableOfType(() -> receive(engine, records[records.length - 1]), TlsFailure.class);
    }

    private ConnectionEngine counting(List<Integer> seen) {
        return engines.scripted(Role.SERVER, new OnFinished((self, link) -> {
            seen.add(link.received().length());
            return self;
        }));
    }

    private static Outcome receive(TlsEngine engine, byte[] record) {
        return engine.receive(ByteBuffer.wrap(record), Pair.NONE, 0, 1);
    }

    private static TrafficSecret secret() {
        Suite13 suite = Engines.JDK.suites13().get(0);
        return TrafficSecret.of(suite, Secret.zeros(suite.hash().length()));
    }

    private static byte[] message(int length) {
        byte[] message = new byte[4 + length];
        message[0] = 20;
        message[3] = (byte) length;
        return message;
    }

    private static byte[] record(int type, byte[] payload) {
        byte[] record = new byte[5 + payload.length];
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) (payload.length >> 8);
        record[4] = (byte) payload.length;
        System.arraycopy(payload, 0, record, 5, payload.length);
        return record;
    }
}
