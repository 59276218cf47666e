package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.record.Aead13Protection;
import org.handfast.record.RecordLimits;
import org.handfast.record.ScratchPool;
import org.handfast.schedule.TrafficSecret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Refused early data, records that do not open, and the ends of keys. */
class ReadHalfTest {
    /** Tag and content type. */
    private static final int OVERHEAD = 17;

    @Test
    void earlyDataAfterARetryIsSkippedUpToTheLimit() {
        ReadHalf half = half();
        half.helloSeen();
        half.skipEarlyData();
        assertThat(read(half, record(23, 16000))).isEqualTo(ReadHalf.Kind.SKIPPED);
        assertThat(read(half, record(23, 384))).isEqualTo(ReadHalf.Kind.SKIPPED);
        assertFails(half, record(23, 1), Reason.TOO_MUCH_SKIPPED_EARLY_DATA);
    }

    @Test
    void aHandshakeRecordEndsTheSkippingAfterARetry() {
        ReadHalf half = half();
        half.helloSeen();
        half.skipEarlyData();
        assertThat(read(half, record(23, 100))).isEqualTo(ReadHalf.Kind.SKIPPED);
        assertThat(read(half, record(22, 3))).isEqualTo(ReadHalf.Kind.HANDSHAKE);
        ReadHalf whole = half();
        whole.helloSeen();
        whole.skipEarlyData();
        byte[] message = record(22, 4);
        message[5] = 14;
        assertThat(read(whole, message)).isEqualTo(ReadHalf.Kind.HANDSHAKE);
        assertFails(whole, record(23, 100), Reason.UNEXPECTED_RECORD_TYPE);
    }

    @Test
    void underKeysWhatDoesNotOpenIsSkippedUpToTheLimit() {
        ReadHalf half = half();
        half.helloSeen();
        half.readWith(secret());
        half.skipEarlyData();
        assertThat(read(half, record(23, 16000 + OVERHEAD))).isEqualTo(ReadHalf.Kind.SKIPPED);
        assertThat(read(half, record(23, 384 + OVERHEAD))).isEqualTo(ReadHalf.Kind.SKIPPED);
        assertFails(half, record(23, 1 + OVERHEAD), Reason.TOO_MUCH_SKIPPED_EARLY_DATA);
    }

    /** RFC 9846 §5.5: the peer is to be asked at half the limit; one that goes on is stopped at the limit. */
    @Test
    void aPeerThatKeepsItsKeysIsStoppedAtTheLimit() {
        ReadHalf half = new ReadHalf(new RecordLimits(32, 99, 4, 2, 32, 9999, 99, 99, 99, 99, 99, 4),
                RecordLimits.Sender.CLIENT, new ScratchPool());
        half.readWith(secret());
        half.connected();
        TrafficSecret.Keys keys = secret().sealing();
        Aead13Protection peer = new Aead13Protection(keys.key(), 16, keys.iv());
        for (int i = 1; i <= 5; i++) {
            byte[] record = new byte[5 + 1 + OVERHEAD];
            peer.seal(23, 3, record, 0, 1, 0);
            if (i == 5) {
                assertFails(half, record, Reason.AEAD_LIMIT_REACHED);
            } else {
                ByteBuffer[] target = {ByteBuffer.allocate(100)};
                assertThat(half.read(ByteBuffer.wrap(record), target, 0, 1)).isEqualTo(ReadHalf.Kind.DATA);
                assertThat(half.isUpdateDue()).isEqualTo(i == 2);
            }
        }
    }

    @Test
    void withoutRefusedEarlyDataNothingIsSkipped() {
        ReadHalf half = half();
        half.helloSeen();
        half.readWith(secret());
        assertFails(half, record(23, 100), Reason.BAD_RECORD_MAC);
    }

    @Test
    @DisplayName("K-7: a bad tag moves no position")
    void aBadTagLeavesZerosAndMovesNoPosition() {
        Pair pair = Pair.established();
        pair.send(pair.client, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}));
        byte[] wire = pair.client.wire.clone();
        wire[wire.length - 1] ^= 1;
        for (ByteBuffer target : new ByteBuffer[] {ByteBuffer.allocate(100), ByteBuffer.allocateDirect(100)}) {
            bad(pair.server.engine, wire, target);
        }
    }

    @Test
    void anEndedConnectionExportsNothing() {
        Pair pair = Pair.established();
        assertThat(pair.client.engine.export("label", null, 32)).hasSize(32);
        pair.client.engine.closeOutbound();
        pair.flush(pair.client);
        assertThat(pair.client.engine.export("label", null, 32)).as("half closed").hasSize(32);
        pair.take(pair.server, pair.client);
        pair.server.engine.closeOutbound();
        pair.flush(pair.server);
        pair.take(pair.client, pair.server);
        for (Pair.Side side : new Pair.Side[] {pair.client, pair.server}) {
            assertThatThrownBy(() -> side.engine.export("label", null, 32)).isInstanceOf(IllegalStateException.class);
        }
    }

    private static void bad(TlsEngine engine, byte[] wire, ByteBuffer target) {
        ByteBuffer source = ByteBuffer.wrap(wire);
        TlsFailure failure = catchThrowableOfType(
                () -> engine.receive(source, new ByteBuffer[] {target}, 0, 1), TlsFailure.class);
        assertThat(failure.reason()).isEqualTo(Reason.BAD_RECORD_MAC);
        assertThat(source.position() + target.position()).isZero();
        for (int i = 0; i < target.capacity(); i++) {
            assertThat(target.get(i)).isZero();
        }
    }

    private static void assertFails(ReadHalf half, byte[] record, Reason reason) {
        assertThat(catchThrowableOfType(() -> read(half, record), TlsFailure.class).reason()).isEqualTo(reason);
    }

    private static ReadHalf half() {
        return new ReadHalf(RecordLimits.DEFAULT, RecordLimits.Sender.CLIENT, new ScratchPool());
    }

    private static ReadHalf.Kind read(ReadHalf half, byte[] record) {
        return half.read(ByteBuffer.wrap(record), Pair.NONE, 0, 1);
    }

    private static TrafficSecret secret() {
        Suite13 suite = Engines.JDK.suites13().get(0);
        return TrafficSecret.of(suite, Secret.zeros(suite.hash().length()));
    }

    private static byte[] record(int type, int length) {
        byte[] record = new byte[5 + length];
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) (length >> 8);
        record[4] = (byte) length;
        return record;
    }
}
