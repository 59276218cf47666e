package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.engine.Outcome.Status;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.AlertDescription;
import org.handfast.iana.HandshakeType;
import org.handfast.record.Aead13Protection;
import org.handfast.record.RecordLimits;
import org.handfast.record.ScratchPool;
import org.handfast.schedule.TrafficSecret;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.KeyUpdate;
import org.handfast.wire.message.MessageDecoder;
import org.junit.jupiter.api.Test;

/** Records that open, and are refused for what is in them or for when they come (TLS 1.3). */
class ProtectedRecordsTest {
    /** Tag and content type. */
    private static final int OVERHEAD = 17;

    @Test
    void protectedChangeCipherSpec() {
        for (boolean connected : new boolean[] {false, true}) {
            ReadHalf half = half();
            half.helloSeen();
            half.readWith(secret());
            if (connected) {
                half.connected();
            }
            byte[] record = new byte[5 + 1 + OVERHEAD];
            record[5] = 1;
            peer(secret()).seal(20, 3, record, 0, 1, 0);
            assertFails(half, record, Reason.UNEXPECTED_RECORD_TYPE, AlertDescription.UNEXPECTED_MESSAGE);
        }
    }

    @Test
    void unknownProtectedType() {
        ReadHalf half = half();
        half.readWith(secret());
        half.connected();
        byte[] record = new byte[5 + 1 + OVERHEAD];
        peer(secret()).seal(99, 3, record, 0, 1, 0);
        assertFails(half, record, Reason.UNEXPECTED_RECORD_TYPE, AlertDescription.UNEXPECTED_MESSAGE);
    }

    @Test
    void emptyProtectedContent() {
        for (int type : new int[] {21, 22}) {
            ReadHalf half = half();
            half.readWith(secret());
            half.connected();
            byte[] record = new byte[5 + OVERHEAD];
            peer(secret()).seal(type, 3, record, 0, 0, 0);
            assertFails(half, record, type == 21 ? Reason.EMPTY_ALERT_RECORD : Reason.EMPTY_HANDSHAKE_RECORD,
                    AlertDescription.UNEXPECTED_MESSAGE);
        }
    }

    @Test
    void changeCipherSpecAfterFinished() {
        ReadHalf half = half();
        half.helloSeen();
        half.readWith(secret());
        half.connected();
        assertFails(half, new byte[] {20, 3, 3, 0, 1, 1}, Reason.BAD_CHANGE_CIPHER_SPEC,
                AlertDescription.UNEXPECTED_MESSAGE);
    }

    @Test
    void newKeysWithoutKeyUpdateAreABadRecord() {
        ReadHalf half = half();
        half.readWith(secret());
        half.connected();
        byte[] record = new byte[5 + 1 + OVERHEAD];
        peer(secret().next()).seal(23, 3, record, 0, 1, 0);
        assertFails(half, record, Reason.BAD_RECORD_MAC, AlertDescription.BAD_RECORD_MAC);
    }

    @Test
    void keyUpdateOfAnotherValue() {
        for (int value : new int[] {2, 255}) {
            TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> MessageDecoder.tls13(
                    HandshakeType.KEY_UPDATE, Opaque.of(new byte[] {(byte) value})));
            assertThat(failure.reason()).isEqualTo(Reason.ILLEGAL_VALUE);
            assertThat(failure.reason().alert()).as("RFC 9846 §4.7.3").isEqualTo(AlertDescription.ILLEGAL_PARAMETER);
        }
        assertThat(MessageDecoder.tls13(HandshakeType.KEY_UPDATE, Opaque.of(new byte[] {1})))
                .isEqualTo(new KeyUpdate(KeyUpdate.Request.UPDATE_REQUESTED));
    }

    @Test
    void nothingIsReadAfterCloseNotify() {
        Pair up = Pair.established();
        up.client.engine.closeOutbound();
        up.flush(up.client);
        byte[] garbage = {23, 3, 3, 0, 3, 1, 2, 3, 99, 99};
        int end = up.client.wire.length;
        up.client.wire = Arrays.copyOf(up.client.wire, end + garbage.length);
        System.arraycopy(garbage, 0, up.client.wire, end, garbage.length);
        assertThat(up.take(up.server, up.client).status()).isEqualTo(Status.CLOSED);
        assertThat(up.take(up.server, up.client).status()).as("RFC 9846 §6.1").isEqualTo(Status.CLOSED);
        assertThat(up.server.engine.failure()).isEmpty();
        assertThat(up.server.engine.outboundDone()).as("the other direction stays open").isFalse();
        assertThat(up.transfer(up.server, up.client, new byte[] {7})).containsExactly(7);
    }

    private static void assertFails(ReadHalf half, byte[] record, Reason reason, AlertDescription alert) {
        ByteBuffer[] targets = {ByteBuffer.allocate(100)};
        TlsFailure failure = catchThrowableOfType(
                TlsFailure.class, () -> half.read(ByteBuffer.wrap(record), targets, 0, 1));
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(reason.alert()).isEqualTo(alert);
    }

    private static ReadHalf half() {
        return new ReadHalf(RecordLimits.DEFAULT, RecordLimits.Sender.CLIENT, new ScratchPool());
    }

    private static Aead13Protection peer(TrafficSecret secret) {
        TrafficSecret.Keys keys = secret.sealing();
        return new Aead13Protection(keys.key(), 16, keys.iv());
    }

    private static TrafficSecret secret() {
        Suite13 suite = Engines.JDK.suites13().get(0);
        return TrafficSecret.of(suite, Secret.zeros(suite.hash().length()));
    }
}
