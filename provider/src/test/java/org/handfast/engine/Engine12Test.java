package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.handfast.engine.Outcome.Status;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.record.RecordLimits;
import org.handfast.record.RecordProtection;
import org.handfast.schedule.WriteKeys12;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The record layer of TLS 1.2 and the ends of its connections, over a handshake of the test's own. */
class Engine12Test {
    private static final CipherSuite SUITE = Scripted12.SUITES.get(0);
    private static final byte[] CHANGE = {20, 3, 3, 0, 1, 1};

    static List<CipherSuite> suites() {
        return Scripted12.SUITES;
    }

    @ParameterizedTest
    @MethodSource("suites")
    void dataGoesBothWaysAtEverySize(CipherSuite suite) {
        Pair pair = Scripted12.established(suite);
        Random random = new Random(20261124);
        for (int size : new int[] {0, 1, 100, 16383, 16384, 16385, 50_000}) {
            byte[] data = new byte[size];
            random.nextBytes(data);
            assertThat(pair.transfer(pair.client, pair.server, data)).isEqualTo(data);
            assertThat(pair.transfer(pair.server, pair.client, data)).isEqualTo(data);
        }
    }

    /** RFC 5288 §3 and security rule K-5: the explicit nonce is the sequence number; RFC 7905 §2 has none. */
    @Test
    void recordsOfGcmCarryTheirSequenceNumberAndThoseOfChaChaNothing() {
        Pair gcm = Scripted12.established(SUITE);
        Pair chacha = Scripted12.established(Scripted12.SUITES.get(2));
        for (int i = 1; i < 300; i++) {
            gcm.client.wire = new byte[0];
            gcm.send(gcm.client, ByteBuffer.allocate(3));
            byte[] head = {23, 3, 3, 0, 3 + 8 + 16, 0, 0, 0, 0, 0, 0, (byte) (i >> 8), (byte) i};
            assertThat(Arrays.copyOf(gcm.client.wire, 13)).isEqualTo(head);
            chacha.client.wire = new byte[0];
            chacha.send(chacha.client, ByteBuffer.allocate(3));
            assertThat(chacha.client.wire).hasSize(5 + 3 + 16).startsWith(23, 3, 3, 0, 3 + 16);
        }
    }

    /** Whoever sends the last Finished has not finished before it is out. */
    @Test
    void theServerReportsTheEndWithItsFinished() {
        Pair pair = Scripted12.pair(SUITE);
        pair.client.engine.begin();
        pair.flush(pair.client);
        pair.take(pair.server, pair.client);
        pair.flush(pair.server);
        pair.take(pair.client, pair.server);
        while (pair.client.engine.need() == Need.SEND) {
            pair.flush(pair.client);
        }
        while (pair.client.wire.length > 0) {
            assertThat(pair.take(pair.server, pair.client).handshakeFinished()).isFalse();
        }
        assertThat(pair.server.engine.need()).isEqualTo(Need.SEND);
        assertThat(pair.server.engine.established()).isFalse();
        assertThat(pair.flush(pair.server)).as("change_cipher_spec").isEqualTo(new Outcome(Status.DONE, 0, 6, false));
        assertThat(pair.flush(pair.server)).isEqualTo(new Outcome(Status.DONE, 0, 5 + 8 + 16 + 16, true));
        assertThat(pair.take(pair.client, pair.server).handshakeFinished()).isFalse();
        assertThat(pair.take(pair.client, pair.server).handshakeFinished()).isTrue();
        assertThat(pair.client.engine.need()).isEqualTo(Need.NOTHING);
    }

    /** Security rules S-3 and S-5. */
    @Test
    void changeCipherSpecComesInItsPlaceOrNotAtAll() {
        byte[] message = record(22, message());
        byte[] half = record(22, Arrays.copyOf(message(), 7));
        assertThat(server(CHANGE)).as("before the hello").isEqualTo(Reason.BAD_CHANGE_CIPHER_SPEC);
        assertThat(server(message, CHANGE)).as("before the keys").isEqualTo(Reason.UNEXPECTED_MESSAGE);
        assertThat(server(message, message, half, CHANGE)).isEqualTo(Reason.INTERLEAVED_RECORD);
        assertThat(server(message, message, message)).as("left out").isEqualTo(Reason.UNEXPECTED_MESSAGE);
        assertThat(server(message, message, CHANGE, CHANGE)).isEqualTo(Reason.UNEXPECTED_RECORD_TYPE);
        assertThat(server(message, message, CHANGE, message)).as("in the clear").isEqualTo(Reason.BAD_RECORD_MAC);
        assertThat(server(message, message, record(20, 2))).isEqualTo(Reason.BAD_CHANGE_CIPHER_SPEC);
        assertThat(server(message, message, record(20, 1, 1))).isEqualTo(Reason.BAD_CHANGE_CIPHER_SPEC);
        assertThat(server(message, message, record(20))).isEqualTo(Reason.BAD_CHANGE_CIPHER_SPEC);
        Pair pair = Scripted12.established(SUITE);
        assertThat(reason(() -> receive(pair.server.engine, CHANGE))).isEqualTo(Reason.UNEXPECTED_RECORD_TYPE);
    }

    /** What a client passes over while the version is open counts against TLS 1.2 once that is chosen. */
    @Test
    void changeCipherSpecBeforeTheServerHelloIsNotForgotten() {
        Pair pair = Scripted12.pair(SUITE);
        pair.client.engine.begin();
        pair.flush(pair.client);
        receive(pair.client.engine, CHANGE);
        assertThat(reason(() -> receive(pair.client.engine, record(22, message()))))
                .isEqualTo(Reason.BAD_CHANGE_CIPHER_SPEC);
    }

    @Test
    void dataBeforeTheEndOfTheHandshakeIsRefused() {
        byte[] message = record(22, message());
        assertThat(server(message, message, record(23, 1, 2, 3))).isEqualTo(Reason.UNEXPECTED_RECORD_TYPE);
        byte[] early = sealed(keys(), 23, 0, new byte[3]);
        assertThat(server(message, message, CHANGE, early)).isEqualTo(Reason.UNEXPECTED_MESSAGE);
    }

    @Test
    void theRecordVersionIsFixedOnceTheVersionIsChosen() {
        byte[] first = record(22, message());
        first[2] = 1;
        assertThat(server(first, first)).as("RFC 5246 §6.2.1").isEqualTo(Reason.BAD_RECORD_VERSION);
        byte[] data = sealed(keys(), 23, 1, new byte[3]);
        data[2] = 4;
        assertThat(established(data)).isEqualTo(Reason.BAD_RECORD_VERSION);
    }

    @Test
    void everyFlippedTypeKillsAtEveryRecord() {
        for (int type = 20; type <= 24; type++) {
            for (int record = 0; record < 4; record++) {
                byte[] finished = sealed(keys(), 22, 0, message());
                byte[][] records = {record(22, message()), record(22, message()), CHANGE.clone(), finished};
                if (records[record][0] != type) {
                    records[record][0] = (byte) type;
                    assertThat(server(records)).as("record %d as type %d", record, type).isNotNull();
                }
            }
            byte[] data = sealed(keys(), 23, 1, new byte[] {1, 90});
            if (data[0] != type) {
                data[0] = (byte) type;
                assertThat(established(data)).as("data as %d", type).isNotNull();
            }
        }
    }

    /** RFC 5246 §7.2: the level decides; warnings change nothing, and too many of them end the connection. */
    @Test
    void warningsAreCountedAndFatalAlertsEnd() {
        for (int code : new int[] {10, 40, 90, 100, 112}) {
            Pair pair = Scripted12.established(SUITE);
            for (int i = 1; i <= 4; i++) {
                assertThat(receive(pair.server.engine, sealed(keys(), 21, i, 1, code)).status()).isEqualTo(Status.DONE);
            }
            ByteBuffer target = ByteBuffer.allocate(10);
            byte[] data = sealed(keys(), 23, 5, 7);
            pair.server.engine.receive(ByteBuffer.wrap(data), new ByteBuffer[] {target}, 0, 1);
            assertThat(target.get(0)).isEqualTo((byte) 7);
            for (int i = 6; i <= 9; i++) {
                receive(pair.server.engine, sealed(keys(), 21, i, 1, code));
            }
            assertThat(reason(() -> receive(pair.server.engine, sealed(keys(), 21, 10, 1, code))))
                    .isEqualTo(Reason.TOO_MANY_WARNING_ALERTS);
            assertThat(established(sealed(keys(), 21, 1, 2, code))).isEqualTo(Reason.PEER_ALERT);
        }
        assertThat(established(sealed(keys(), 21, 1, 2, 0))).isEqualTo(Reason.PEER_ALERT);
        assertThat(established(sealed(keys(), 21, 1, 3, 0))).isEqualTo(Reason.BAD_ALERT_LEVEL);
        assertThat(established(sealed(keys(), 21, 1))).isEqualTo(Reason.EMPTY_ALERT_RECORD);
        assertThat(established(sealed(keys(), 21, 1, 1))).isEqualTo(Reason.BAD_ALERT);
        assertThat(established(sealed(keys(), 21, 1, 1, 90, 1, 90))).isEqualTo(Reason.BAD_ALERT);
        assertThat(established(record(21, 2, 40))).as("in the clear").isEqualTo(Reason.BAD_RECORD_MAC);
        byte[] hello = record(22, message());
        assertThat(server(hello, record(21, 1, 0))).isEqualTo(Reason.CLOSED_DURING_HANDSHAKE);
        assertThat(server(hello, record(21, 2, 40))).isEqualTo(Reason.PEER_ALERT);
        assertThat(server(hello, record(21, 1, 40), record(21, 1, 100))).isNull();
    }

    /** RFC 5246 §7.2.1: close_notify is answered with our own and ends both directions. */
    @Test
    void closeNotifyIsAnsweredAtOnce() {
        Pair pair = Scripted12.established(SUITE);
        pair.client.engine.closeOutbound();
        assertThat(pair.flush(pair.client).status()).isEqualTo(Status.CLOSED);
        assertThat(pair.take(pair.server, pair.client).status()).isEqualTo(Status.CLOSED);
        assertThat(pair.server.engine.inboundDone()).isTrue();
        assertThat(pair.server.engine.outboundDone()).isFalse();
        assertThat(pair.server.engine.need()).isEqualTo(Need.SEND);
        Outcome answer = pair.send(pair.server, ByteBuffer.allocate(100));
        assertThat(answer).as("no data any more").isEqualTo(new Outcome(Status.CLOSED, 0, 5 + 8 + 2 + 16, false));
        assertThat(pair.server.engine.outboundDone()).isTrue();
        assertThat(pair.take(pair.client, pair.server).status()).isEqualTo(Status.CLOSED);
        assertThat(pair.client.engine.inboundDone()).isTrue();
        assertThat(pair.client.engine.need()).isEqualTo(Need.NOTHING);
        assertThat(pair.client.engine.failure()).isEmpty();
    }

    /** Security rule K-6: without a KeyUpdate the connection ends with its keys, in both directions. */
    @Test
    void theLimitOfTheKeysIsTheEndOfTheConnection() {
        Engines few = new Engines();
        RecordLimits d = RecordLimits.DEFAULT;
        few.limits = new RecordLimits(d.emptyRecords(), d.handshakeRecords(), d.warningAlerts(), d.changeCipherSpecs(),
                d.idleMessages(), d.unauthenticatedBytes(), d.clientHelloBytes(), d.certificateFromClientBytes(),
                d.certificateFromServerBytes(), d.messageBytes(), d.skippedEarlyDataBytes(), 8);
        Pair pair = new Pair(new Scripted12(few, SUITE).client(), new Scripted12(new Engines(), SUITE).server());
        pair.handshake();
        for (int i = 1; i < 8; i++) {
            assertThat(pair.transfer(pair.client, pair.server, new byte[1])).hasSize(1);
            assertThat(pair.transfer(pair.server, pair.client, new byte[1])).hasSize(1);
            assertThat(pair.client.engine.need()).as("no KeyUpdate").isEqualTo(Need.NOTHING);
        }
        pair.send(pair.server, ByteBuffer.allocate(1));
        Pair other = new Pair(new Scripted12(few, SUITE).client(), new Scripted12(new Engines(), SUITE).server());
        other.handshake();
        for (int i = 1; i < 8; i++) {
            other.transfer(other.client, other.server, new byte[1]);
        }
        assertThat(reason(() -> pair.take(pair.client, pair.server, ByteBuffer.allocate(10))))
                .isEqualTo(Reason.AEAD_LIMIT_REACHED);
        assertThat(reason(() -> other.send(other.client, ByteBuffer.allocate(1)))).isEqualTo(Reason.AEAD_LIMIT_REACHED);
    }

    @Test
    void keysAreNotUpdated() {
        Pair pair = Scripted12.established(SUITE);
        assertThatThrownBy(() -> pair.client.engine.updateKeys(true)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(pair.client.engine.need()).isEqualTo(Need.NOTHING);
        assertThat(pair.transfer(pair.client, pair.server, new byte[5])).hasSize(5);
    }

    /** RFC 5246 §6.2.1: at most 2^14 bytes of plaintext. */
    @Test
    void fragmentsEndAtTheLargestPlaintextAndWhatItsCipherAdds() {
        for (CipherSuite suite : Scripted12.SUITES) {
            TlsEngine engine = Scripted12.established(suite).server.engine;
            int longest = 16384 + 16 + Scripted12.suite(suite).explicitNonceLength();
            assertThat(header(engine, longest).status()).isEqualTo(Status.UNDERFLOW);
            assertThat(reason(() -> header(engine, longest + 1))).isEqualTo(Reason.RECORD_OVERFLOW);
            TlsEngine small = Scripted12.established(suite).server.engine;
            byte[] tooShort = record(23, new byte[15 + Scripted12.suite(suite).explicitNonceLength()]);
            assertThat(reason(() -> receive(small, tooShort))).isEqualTo(Reason.BAD_RECORD_MAC);
        }
    }

    /** Security rule K-7. */
    @ParameterizedTest
    @MethodSource("suites")
    void aBadTagLeavesZerosAndMovesNothing(CipherSuite suite) {
        for (boolean direct : new boolean[] {true, false}) {
            for (int at : new int[] {5, 20, 60}) {
                Pair pair = Scripted12.established(suite);
                pair.send(pair.client, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9,
                    1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
                byte[] wire = pair.client.wire.clone();
                wire[Math.min(at, wire.length - 1)] ^= 1;
                ByteBuffer target = direct ? ByteBuffer.allocateDirect(60) : ByteBuffer.allocate(60);
                ByteBuffer source = ByteBuffer.wrap(wire);
                assertThat(reason(() -> pair.server.engine.receive(source, new ByteBuffer[] {target}, 0, 1)))
                        .isEqualTo(Reason.BAD_RECORD_MAC);
                assertThat(source.position() + target.position()).isZero();
                for (int i = 0; i < 60; i++) {
                    assertThat(target.get(i)).isZero();
                }
            }
        }
    }

    /** Records that do not fit come again, whole; exactly the payload's room is enough. */
    @ParameterizedTest
    @MethodSource("suites")
    void aTargetThatLacksRoomChangesNothing(CipherSuite suite) {
        Pair pair = Scripted12.established(suite);
        pair.send(pair.client, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}));
        ByteBuffer[] small = {ByteBuffer.allocate(4)};
        assertThat(pair.take(pair.server, pair.client, small)).isEqualTo(new Outcome(Status.OVERFLOW, 0, 0, false));
        assertThat(small[0].array()).containsOnly(0);
        ByteBuffer exact = ByteBuffer.allocate(5);
        assertThat(pair.take(pair.server, pair.client, exact).produced()).isEqualTo(5);
        assertThat(exact.array()).containsExactly(1, 2, 3, 4, 5);
    }

    /** The first failure of a scripted server that gets these records, sending what it wants; null if there is none. */
    private static Reason server(byte[]... records) {
        Pair pair = Scripted12.pair(SUITE);
        return reason(() -> {
            for (byte[] record : records) {
                receive(pair.server.engine, record);
                while (pair.server.engine.need() == Need.SEND) {
                    pair.flush(pair.server);
                }
            }
        });
    }

    private static Reason established(byte[] record) {
        Pair pair = Scripted12.established(SUITE);
        return reason(() -> receive(pair.server.engine, record));
    }

    private static Reason reason(ThrowingCallable call) {
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, call);
        return failure == null ? null : failure.reason();
    }

    private static Outcome receive(TlsEngine engine, byte[] record) {
        return engine.receive(ByteBuffer.wrap(record), Pair.NONE, 0, 1);
    }

    private static Outcome header(TlsEngine engine, int length) {
        return receive(engine, new byte[] {23, 3, 3, (byte) (length >> 8), (byte) length});
    }

    private static WriteKeys12 keys() {
        return Scripted12.keys(Scripted12.suite(SUITE)).client();
    }

    private static byte[] sealed(WriteKeys12 keys, int type, long sequence, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        return sealed(keys, type, sequence, bytes);
    }

    private static byte[] sealed(WriteKeys12 keys, int type, long sequence, byte[] payload) {
        RecordProtection peer = RecordKeys.sealing(keys);
        byte[] record = new byte[5 + payload.length + peer.overhead()];
        for (long i = 0; i <= sequence; i++) {
            System.arraycopy(payload, 0, record, 5 + peer.headroom(), payload.length);
            peer.seal(type, 3, record, 0, payload.length, 0);
        }
        return record;
    }

    private static byte[] message() {
        byte[] message = new byte[16];
        message[0] = 20;
        message[3] = 12;
        return message;
    }

    private static byte[] record(int type, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        return record(type, bytes);
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
