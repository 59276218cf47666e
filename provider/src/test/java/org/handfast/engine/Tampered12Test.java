package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.handfast.engine.Outcome.Status;
import org.handfast.iana.ProtocolVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole handshake of TLS 1.2 with client authentication, in which one record is changed, left out, doubled or
 * preceded by another.
 */
class Tampered12Test {
    private static final byte[] CHANGE = {20, 3, 3, 0, 1, 1};
    /** ClientHello, the server's flight, the client's, and change_cipher_spec and Finished of each. */
    private static final int RECORDS = 7;

    @Test
    void theHandshakeHasSevenRecords() {
        List<Integer> types = new ArrayList<>();
        for (int place = 0; place < RECORDS + 2; place++) {
            Tampering shaken = shake(place, record -> {
                types.add((int) record[0]);
                return record;
            });
            assertThat(shaken.established()).isTrue();
        }
        assertThat(types).containsExactly(22, 22, 22, 20, 22, 20, 22);
    }

    /** Security rule S-5: a change_cipher_spec out of its place, one too many or one too few ends the handshake. */
    @Test
    void aChangeCipherSpecAtAnyOtherPlaceEndsTheHandshake() {
        for (int place = 0; place < RECORDS; place++) {
            assertEnds("added", shake(place, record -> join(CHANGE, record)), place);
        }
        assertEnds("left out by the client", shake(3, record -> new byte[0]), 3);
        assertEnds("left out by the server", shake(5, record -> new byte[0]), 5);
        for (int place : new int[] {3, 5}) {
            assertEnds("with another value", shake(place, record -> new byte[] {20, 3, 3, 0, 1, 0}), place);
            assertEnds("too long", shake(place, record -> new byte[] {20, 3, 3, 0, 2, 1, 1}), place);
            assertEnds("empty", shake(place, record -> new byte[] {20, 3, 3, 0, 0}), place);
        }
    }

    /** Security rule S-3: a handshake message must not begin before the change of keys and end behind it. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void noMessageStraddlesTheChangeOfKeys(int place) {
        byte[] begin = {22, 3, 3, 0, 4, 20, 0, 0, 12};
        assertEnds("begun before", shake(place, record -> join(begin, record)), place);
        byte[] whole = {22, 3, 3, 0, 16, 20, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertEnds("whole before", shake(place, record -> join(whole, record)), place);
    }

    /** Security rule S-4: the content type is authenticated, and before there are keys it is what the state expects. */
    @Test
    void everyFlippedTypeEndsTheHandshake() {
        for (int place = 0; place < RECORDS; place++) {
            for (int type = 0; type < 256; type = type == 30 ? 255 : type + 1) {
                byte other = (byte) type;
                boolean[] same = new boolean[1];
                Tampering shaken = shake(place, record -> {
                    same[0] = record[0] == other;
                    record[0] = other;
                    return record;
                });
                assertThat(shaken.established()).as("record %d as type %d", place, type).isEqualTo(same[0]);
            }
        }
    }

    /** Security rule S-1: a warning in the clear changes nothing, whatever it says; protected it does not open. */
    @ParameterizedTest
    @ValueSource(ints = {10, 41, 90, 100, 255})
    void warningsInTheClearNeverChangeWhatIsExpected(int code) {
        for (int place = 0; place < RECORDS; place++) {
            Tampering shaken = shake(place, record -> join(new byte[] {21, 3, 3, 0, 2, 1, (byte) code}, record));
            boolean versionOpen = place < 2 && code != 90;
            boolean keys = place == 4 || place == 6;
            assertThat(shaken.established()).as("before record %d", place).isEqualTo(!versionOpen && !keys);
            if (shaken.established()) {
                assertThat(shaken.pair().server.engine.facts().peerChain()).isEqualTo(Engines.CLIENT.chain());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 40, 255})
    void fatalAlertsEndAtEveryPlace(int code) {
        for (int place = 0; place < RECORDS; place++) {
            assertEnds("fatal", shake(place, r -> join(new byte[] {21, 3, 3, 0, 2, 2, (byte) code}, r)), place);
            assertEnds("closure", shake(place, r -> join(new byte[] {21, 3, 3, 0, 2, 1, 0}, r)), place);
        }
    }

    @Test
    void everyRecordIsNeededOnce() {
        for (int place = 0; place < RECORDS; place++) {
            assertEnds("left out", shake(place, record -> new byte[0]), place);
            assertEnds("doubled", shake(place, record -> join(record, record)), place);
        }
    }

    /** After a hello of 1.2 the version in a record's header is no longer free (RFC 5246 §6.2.1). */
    @Test
    void recordVersionsCountOnceTheVersionIsChosen() {
        for (int place = 0; place < RECORDS; place++) {
            Tampering shaken = shake(place, record -> {
                record[2] = 2;
                return record;
            });
            assertThat(shaken.established()).as("record %d", place).isEqualTo(place < 2);
        }
    }

    @Test
    void closedAtEveryStepItSaysSoAndEnds() {
        for (int steps = 0; steps < 14; steps++) {
            for (boolean client : new boolean[] {true, false}) {
                Pair fresh = new Pair(Engines.tls12(), Engines.tls12(), ByteBuffer::allocate);
                fresh.client.engine.begin();
                fresh.server.engine.begin();
                for (int i = 0; i < steps; i++) {
                    fresh.step(i % 2 == 0 ? fresh.client : fresh.server, i % 2 == 0 ? fresh.server : fresh.client);
                }
                TlsEngine closing = client ? fresh.client.engine : fresh.server.engine;
                Runnable late = closing.work();
                closing.closeOutbound();
                Status last = Status.DONE;
                for (int i = 0; i < 10 && !closing.outboundDone(); i++) {
                    last = closing.send(Pair.NONE, 0, 0, ByteBuffer.allocate(TlsEngine.PACKET_SIZE)).status();
                }
                assertThat(last).as("step %d, client %s", steps, client).isEqualTo(Status.CLOSED);
                if (late != null) {
                    late.run();
                }
                assertThat(closing.need()).isEqualTo(Need.NOTHING);
                assertThat(closing.failure()).isEmpty();
            }
        }
    }

    private static void assertEnds(String what, Tampering shaken, int place) {
        assertThat(shaken.established()).as("%s, record %d", what, place).isFalse();
    }

    private static byte[] join(byte[] one, byte[] other) {
        return Tampering.join(one, other);
    }

    /** A handshake of TLS 1.2 with client authentication. */
    private static Tampering shake(int place, UnaryOperator<byte[]> tamper) {
        return Tampering.shake(ProtocolVersion.TLS12, place, tamper);
    }
}
