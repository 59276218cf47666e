package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import org.handfast.credential.Role;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.engine.Outcome.Status;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.policy.RecordPadding;
import org.handfast.record.RecordLimits;
import org.handfast.record.RecordSizing;
import org.handfast.record.ScratchPool;
import org.handfast.schedule.TrafficSecret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The last that passes and one more, for limits of the record layer that a whole connection seldom meets. */
class RecordLimitTest {
    @Test
    void plaintextRecordsEndAt16384Bytes() {
        TlsEngine engine = new Engines().create(Role.SERVER);
        assertThat(header(engine, 22, 16384).status()).isEqualTo(Status.UNDERFLOW);
        assertThat(failure(() -> header(engine, 22, 16385))).as("RFC 9846 §5.1").isEqualTo(Reason.RECORD_OVERFLOW);
    }

    @Test
    void protectedRecordsEndAt16640Bytes() {
        TlsEngine engine = Pair.established().server.engine;
        assertThat(header(engine, 23, 16640).status()).isEqualTo(Status.UNDERFLOW);
        assertThat(failure(() -> header(engine, 23, 16641))).as("RFC 9846 §5.2").isEqualTo(Reason.RECORD_OVERFLOW);
    }

    @Test
    void skippedEarlyDataEndsAt16384Bytes() {
        ReadQuota quota = new ReadQuota(RecordLimits.DEFAULT);
        quota.skipEarlyData();
        assertThatCode(() -> quota.skip(16384)).doesNotThrowAnyException();
        assertThat(failure(() -> quota.skip(1))).isEqualTo(Reason.TOO_MUCH_SKIPPED_EARLY_DATA);
    }

    @Test
    void skippedEarlyDataIsNoLicenceForOtherRecords() {
        ReadQuota quota = new ReadQuota(RecordLimits.DEFAULT);
        quota.skipEarlyData();
        quota.opened();
        assertThat(quota.isSkipping()).isFalse();
        assertThat(quota.longestSkipped()).isZero();
    }

    @Test
    void idleMessagesEndAtThirtyTwo() {
        ReadQuota quota = new ReadQuota(RecordLimits.DEFAULT);
        quota.connected();
        for (int i = 0; i < 32; i++) {
            quota.message();
        }
        assertThat(failure(quota::message)).isEqualTo(Reason.TOO_MANY_KEY_UPDATES);
    }

    @Test
    void handshakeRecordsEndAt16384() {
        ReadQuota quota = new ReadQuota(RecordLimits.DEFAULT);
        for (int i = 0; i < 16384; i++) {
            quota.handshake(1);
        }
        assertThat(failure(() -> quota.handshake(1))).isEqualTo(Reason.TOO_MANY_HANDSHAKE_RECORDS);
    }

    @Test
    void unauthenticatedBytesEndAt262144() {
        ReadQuota quota = new ReadQuota(RecordLimits.DEFAULT);
        quota.bytes(262144);
        assertThat(failure(() -> quota.bytes(1))).isEqualTo(Reason.TOO_MUCH_UNAUTHENTICATED_DATA);
    }

    /** RFC 9846 §4.7.3: beyond the last update nothing changes keys; the limit of the last key holds. */
    @Test
    void keyUpdatesAreCounted() {
        WriteHalf half = new WriteHalf(recordsPerKey(4), new ScratchPool(), RecordSizing.full(), RecordPadding.NONE, 3);
        Suite13 suite = Engines.JDK.suites13().get(0);
        half.writeWith(TrafficSecret.of(suite, Secret.zeros(suite.hash().length())));
        Writing writing = new Writing(half, 2);
        for (int i = 1; i <= 3; i++) {
            writing.wish(KeyUpdateWish.OURS);
            ByteBuffer out = ByteBuffer.allocate(100);
            writing.data(Pair.NONE, 0, 0, out);
            assertThat(out.position()).as("update %d", i).isEqualTo(i <= 2 ? 5 + 5 + 1 + 16 : 0);
            assertThat(writing.isWished()).isFalse();
        }
        for (int i = 0; i < 4; i++) {
            ByteBuffer out = ByteBuffer.allocate(100);
            writing.data(new ByteBuffer[] {ByteBuffer.allocate(10)}, 0, 1, out);
            assertThat(out.position()).as("data, no update").isEqualTo(5 + 10 + 1 + 16);
        }
        assertThat(failure(() -> writing.data(
                new ByteBuffer[] {ByteBuffer.allocate(10)}, 0, 1, ByteBuffer.allocate(100))))
                .isEqualTo(Reason.AEAD_LIMIT_REACHED);
    }

    /** Security rule K-6: whatever happens, no record goes out under a key beyond its limit. */
    @Test
    @DisplayName("K-6: writing stops at the limit of the key")
    void writingStopsHardAtTheLimitOfTheKey() {
        WriteHalf half = new WriteHalf(recordsPerKey(4), new ScratchPool(), RecordSizing.full(), RecordPadding.NONE, 3);
        Suite13 suite = Engines.JDK.suites13().get(0);
        half.writeWith(TrafficSecret.of(suite, Secret.zeros(suite.hash().length())));
        ByteBuffer[] data = {ByteBuffer.allocate(100)};
        for (int i = 0; i < 4; i++) {
            assertThat(half.isUpdateDue()).isEqualTo(i >= 2);
            assertThat(half.data(data, 0, 1, ByteBuffer.allocate(200))).isPositive();
            data[0].clear();
        }
        assertThat(failure(() -> half.data(data, 0, 1, ByteBuffer.allocate(200))))
                .isEqualTo(Reason.AEAD_LIMIT_REACHED);
    }

    @Test
    @DisplayName("K-6: reading stops at the limit of the key")
    void readingStopsHardAtTheLimitOfTheKey() {
        Engines few = new Engines();
        few.limits = recordsPerKey(8);
        Pair pair = new Pair(new Engines(), few, ByteBuffer::allocate);
        pair.handshake();
        for (int i = 0; i < 8; i++) {
            pair.send(pair.client, ByteBuffer.allocate(1));
            assertThat(pair.take(pair.server, pair.client, ByteBuffer.allocate(100)).produced()).isEqualTo(1);
            assertThat(pair.server.engine.need()).as("asks in time").isEqualTo(i < 3 ? Need.NOTHING : Need.SEND);
        }
        pair.send(pair.client, ByteBuffer.allocate(1));
        assertThat(failure(() -> pair.take(pair.server, pair.client, ByteBuffer.allocate(100))))
                .isEqualTo(Reason.AEAD_LIMIT_REACHED);
    }

    @Test
    void keysLastAsLongAsTheirCipherAllows() {
        assertThat(Engines.JDK.suites13()).hasSize(3).allSatisfy(suite -> {
            boolean gcm = suite.suite().toString().contains("GCM");
            assertThat(RecordLimits.DEFAULT.hardStop(suite.aead())).isEqualTo(gcm ? 1L << 24 : 1L << 48);
            assertThat(RecordLimits.DEFAULT.updateAt(suite.aead())).isEqualTo(gcm ? 1L << 23 : 1L << 47);
        });
    }

    private static RecordLimits recordsPerKey(long records) {
        RecordLimits d = RecordLimits.DEFAULT;
        return new RecordLimits(d.emptyRecords(), d.handshakeRecords(), d.warningAlerts(), d.changeCipherSpecs(),
                d.idleMessages(), d.unauthenticatedBytes(), d.clientHelloBytes(), d.certificateFromClientBytes(),
                d.certificateFromServerBytes(), d.messageBytes(), d.skippedEarlyDataBytes(), records);
    }

    private static Outcome header(TlsEngine engine, int type, int length) {
        byte[] header = {(byte) type, 3, 3, (byte) (length >> 8), (byte) length};
        return engine.receive(ByteBuffer.wrap(header), Pair.NONE, 0, 1);
    }

    private static Reason failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(TlsFailure.class, call).reason();
    }
}
