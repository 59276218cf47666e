package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite12;
import org.handfast.engine.Outcome.Status;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.record.RecordLimits;
import org.handfast.record.ScratchPool;
import org.handfast.schedule.MainSecret12;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of CBC with the MAC inside, through the engine. */
class LegacyRecordTest {
    private static final CipherSuite SHA = CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA;
    private static final int MAC = 20;

    static Stream<CipherSuite> suites() {
        return Stream.of(SHA, CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void dataGoesBothWaysAtEverySize(CipherSuite suite) {
        Pair pair = Scripted12.established(suite);
        Random random = new Random(20261124);
        for (int size : new int[] {0, 1, 11, 12, 100, 16383, 16384, 16385, 50_000}) {
            byte[] data = new byte[size];
            random.nextBytes(data);
            assertThat(pair.transfer(pair.client, pair.server, data)).isEqualTo(data);
            assertThat(pair.transfer(pair.server, pair.client, data)).isEqualTo(data);
        }
    }

    /** K-7: one alert; zeros where data would have been; nothing moves. */
    @ParameterizedTest
    @MethodSource("suites")
    void everyDamagedByteIsOneFailure(CipherSuite suite) {
        int longest = 16 + 16 * 6;
        for (int at = 0; at < longest; at++) {
            Pair pair = Scripted12.established(suite);
            pair.send(pair.client, ByteBuffer.wrap(new byte[30]));
            byte[] wire = pair.client.wire.clone();
            wire[5 + Math.min(at, wire.length - 6)] ^= 1;
            ByteBuffer target = ByteBuffer.allocate(200);
            ByteBuffer source = ByteBuffer.wrap(wire);
            TlsFailure failure = catchThrowableOfType(TlsFailure.class,
                    () -> pair.server.engine.receive(source, new ByteBuffer[] {target}, 0, 1));
            assertThat(failure.reason()).isEqualTo(Reason.BAD_RECORD_MAC);
            assertThat(source.position() + target.position()).isZero();
            assertThat(target.array()).containsOnly(0);
        }
    }

    /** RFC 5246 §6.2.3.2: a sender may hide lengths with up to 255 bytes of padding, of full records, too. */
    @Test
    void theLongestPaddingFits() throws Exception {
        for (int length : new int[] {0, 100, 16384}) {
            for (ByteBuffer target : new ByteBuffer[] {
                ByteBuffer.allocate(16384), ByteBuffer.allocate(20000), ByteBuffer.allocateDirect(16384)}) {
                TlsEngine engine = Scripted12.established(SHA).server.engine;
                int padding = 255 - (length + MAC) % 16;
                byte[] record = record(1, new byte[length], padding);
                assertThat(engine.receive(ByteBuffer.wrap(record), new ByteBuffer[] {target}, 0, 1).status())
                        .isEqualTo(Status.DONE);
                assertThat(target.position()).isEqualTo(length);
            }
        }
    }

    /** RFC 5246 §6.2.1. */
    @Test
    void tooLongIsRecordOverflow() throws Exception {
        int longest = 16384 + 16 + MAC + 256;
        TlsEngine engine = Scripted12.established(SHA).server.engine;
        assertThat(header(engine, longest).status()).isEqualTo(Status.UNDERFLOW);
        assertThat(catchThrowableOfType(TlsFailure.class, () -> header(engine, longest + 1)).reason())
                .isEqualTo(Reason.RECORD_OVERFLOW);
        byte[] record = record(1, new byte[16385], 15 - (16385 + MAC) % 16);
        TlsEngine other = Scripted12.established(SHA).server.engine;
        ByteBuffer target = ByteBuffer.allocate(20000);
        assertThat(catchThrowableOfType(TlsFailure.class,
                () -> other.receive(ByteBuffer.wrap(record), new ByteBuffer[] {target}, 0, 1)).reason())
                .isEqualTo(Reason.RECORD_OVERFLOW);
        assertThat(target.array()).containsOnly(0);
    }

    /** RFC 8449 §4: padding does not count, and hides nothing. */
    @Test
    void anAgreedLimitHoldsBehindPadding() throws Exception {
        for (int length : new int[] {500, 501}) {
            ReadHalf half = new ReadHalf(RecordLimits.DEFAULT,
                    RecordLimits.Sender.CLIENT, new ScratchPool());
            half.versionChosen(ProtocolVersion.TLS12);
            half.readWith(Scripted12.keys(Scripted12.suite(SHA)).client());
            half.limit(500);
            half.connected();
            byte[] record = record(0, new byte[length], 16 + 15 - (length + MAC) % 16);
            TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> half.read(
                    ByteBuffer.wrap(record), new ByteBuffer[] {ByteBuffer.allocate(1000)}, 0, 1));
            assertThat(failure == null ? null : failure.reason())
                    .isEqualTo(length > 500 ? Reason.RECORD_OVERFLOW : null);
        }
    }

    @Test
    void aTargetThatLacksRoomChangesNothing() {
        Pair pair = Scripted12.established(SHA);
        pair.send(pair.client, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}));
        assertThat(pair.take(pair.server, pair.client, ByteBuffer.allocate(4)))
                .isEqualTo(new Outcome(Status.OVERFLOW, 0, 0, false));
        ByteBuffer exact = ByteBuffer.allocate(5);
        assertThat(pair.take(pair.server, pair.client, exact).produced()).isEqualTo(5);
        assertThat(exact.array()).containsExactly(1, 2, 3, 4, 5);
    }

    /** The room asked for is the room used. */
    @Test
    void exactlyTheRecordsRoomIsEnoughToWrite() {
        for (int length = 0; length < 40; length++) {
            Pair pair = Scripted12.established(SHA);
            int size = 5 + 16 + ((length + MAC) / 16 + 1) * 16;
            ByteBuffer[] sources = {ByteBuffer.allocate(length)};
            assertThat(pair.client.engine.send(sources, 0, 1, ByteBuffer.allocate(size - 1)).status())
                    .isEqualTo(Status.OVERFLOW);
            assertThat(pair.client.engine.send(sources, 0, 1, ByteBuffer.allocate(size)).produced()).isEqualTo(size);
        }
    }

    private static Outcome header(TlsEngine engine, int length) {
        byte[] header = {23, 3, 3, (byte) (length >> 8), (byte) length};
        return engine.receive(ByteBuffer.wrap(header), new ByteBuffer[] {ByteBuffer.allocate(1)}, 0, 1);
    }

    /** A record of the client's with as much padding as said, made without what is under test. */
    private static byte[] record(int sequence, byte[] data, int padding) throws GeneralSecurityException {
        Suite12 suite = Scripted12.suite(SHA);
        byte[] block = block(suite);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(block, 0, MAC, "HmacSHA1"));
        ByteBuffer covered = ByteBuffer.allocate(13 + data.length);
        covered.putLong(sequence).put(new byte[] {23, 3, 3}).putShort((short) data.length).put(data);
        ByteBuffer plain = ByteBuffer.allocate(data.length + MAC + padding + 1);
        plain.put(data).put(mac.doFinal(covered.array()));
        Arrays.fill(plain.array(), data.length + MAC, plain.capacity(), (byte) padding);
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(block, 2 * MAC, 16, "AES"),
                new IvParameterSpec(new byte[16]));
        byte[] blocks = cipher.doFinal(plain.array());
        ByteBuffer record = ByteBuffer.allocate(5 + 16 + blocks.length);
        record.put(new byte[] {23, 3, 3}).putShort((short) (16 + blocks.length)).put(new byte[16]).put(blocks);
        return record.array();
    }

    /** The key block of {@link Scripted12#keys}: both MAC keys first (RFC 5246 §6.3). */
    private static byte[] block(Suite12 suite) throws GeneralSecurityException {
        try (MainSecret12 main = MainSecret12.plain(suite, Secret.zeros(48), new byte[32], new byte[32]);
                Secret bare = main.copy()) {
            Mac prf = Mac.getInstance("HmacSHA256");
            prf.init(new SecretKeySpec(bare.bytes(), "HmacSHA256"));
            byte[] seed = ByteBuffer.allocate(13 + 64).put("key expansion".getBytes()).array();
            ByteBuffer block = ByteBuffer.allocate(32 * 4);
            byte[] a = seed;
            while (block.hasRemaining()) {
                a = prf.doFinal(a);
                prf.update(a);
                block.put(prf.doFinal(seed));
            }
            return block.array();
        }
    }
}
