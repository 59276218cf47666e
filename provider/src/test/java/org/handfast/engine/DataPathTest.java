package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.handfast.engine.Outcome.Status;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.junit.jupiter.api.Test;

/** Application data: room, order, places; nothing is lost, nothing is written where it must not be. */
class DataPathTest {
    @Test
    void overflowChangesNothingAndMoreRoomSucceedsInEverySuite() {
        for (CipherSuite suite : new CipherSuite[] {CipherSuite.TLS_AES_128_GCM_SHA256,
                CipherSuite.TLS_CHACHA20_POLY1305_SHA256}) {
            Engines both = new Engines();
            both.suite = suite;
            Pair pair = new Pair(both, both, ByteBuffer::allocate);
            pair.handshake();
            byte[] data = bytes(1000);
            pair.send(pair.client, ByteBuffer.wrap(data));
            byte[] wire = pair.client.wire.clone();
            for (int room : new int[] {0, 1, 999}) {
                ByteBuffer small = ByteBuffer.allocate(room);
                assertThat(pair.take(pair.server, pair.client, small))
                        .isEqualTo(new Outcome(Status.OVERFLOW, 0, 0, false));
                assertThat(small.array()).isEqualTo(new byte[room]);
                assertThat(pair.client.wire).isEqualTo(wire);
            }
            ByteBuffer exact = ByteBuffer.allocate(1000);
            assertThat(pair.take(pair.server, pair.client, exact).produced()).isEqualTo(1000);
            assertThat(exact.array()).isEqualTo(data);
            assertThat(pair.transfer(pair.client, pair.server, data)).isEqualTo(data);
        }
    }

    @Test
    void sendNeverWritesAPartOfARecord() {
        Pair pair = Pair.established();
        ByteBuffer source = ByteBuffer.wrap(bytes(100));
        for (int room : new int[] {0, 1, 5, 121}) {
            ByteBuffer target = ByteBuffer.allocate(room);
            assertThat(pair.client.engine.send(new ByteBuffer[] {source}, 0, 1, target))
                    .isEqualTo(new Outcome(Status.OVERFLOW, 0, 0, false));
            assertThat(source.position()).isZero();
        }
        assertThat(pair.client.engine.send(new ByteBuffer[] {source}, 0, 1, ByteBuffer.allocate(122)))
                .isEqualTo(new Outcome(Status.DONE, 100, 122, false));
    }

    @Test
    void gathersAndScattersAcrossBoundariesWithinTheRangeOnly() {
        Pair pair = Pair.established();
        byte[] data = bytes(700);
        ByteBuffer outside = ByteBuffer.wrap(new byte[3]);
        ByteBuffer[] sources = {outside, ByteBuffer.wrap(data, 0, 1), ByteBuffer.allocate(0),
                ByteBuffer.wrap(data, 1, 699).asReadOnlyBuffer(), outside};
        ByteBuffer wire = ByteBuffer.allocate(TlsEngine.PACKET_SIZE);
        assertThat(pair.client.engine.send(sources, 1, 3, wire).consumed()).isEqualTo(700);
        assertThat(outside.position()).isZero();

        ByteBuffer[] targets = {ByteBuffer.allocate(9), ByteBuffer.allocate(1), ByteBuffer.allocateDirect(0),
                ByteBuffer.allocateDirect(3), ByteBuffer.allocate(100_000), ByteBuffer.allocate(9)};
        byte[] before = Arrays.copyOf(wire.array(), wire.position());
        assertThat(pair.server.engine.receive(wire.flip(), targets, 1, 4).produced()).isEqualTo(700);
        assertThat(Arrays.copyOf(wire.array(), before.length)).as("the source is not changed").isEqualTo(before);
        assertThat(targets[0].position() + targets[5].position()).isZero();
        assertThat(targets[4].position()).isEqualTo(696);
        assertThat(Arrays.copyOf(targets[4].array(), 696)).isEqualTo(Arrays.copyOfRange(data, 4, 700));
    }

    @Test
    void oneRecordPerCall() {
        Pair pair = Pair.established();
        for (int i = 0; i < 3; i++) {
            pair.send(pair.client, ByteBuffer.wrap(bytes(10 + i)));
        }
        for (int i = 0; i < 3; i++) {
            Outcome outcome = pair.take(pair.server, pair.client, ByteBuffer.allocate(100));
            assertThat(outcome).isEqualTo(new Outcome(Status.DONE, 5 + 10 + i + 17, 10 + i, false));
        }
        assertThat(pair.client.wire).isEmpty();
    }

    @Test
    void inPlaceOnOneArray() {
        Pair pair = Pair.established();
        byte[] data = bytes(2000);
        byte[] array = new byte[4000];
        System.arraycopy(data, 0, array, 0, 2000);
        ByteBuffer target = ByteBuffer.wrap(array);
        pair.client.engine.send(new ByteBuffer[] {ByteBuffer.wrap(array, 0, 2000)}, 0, 1, target);
        ByteBuffer in = ByteBuffer.wrap(array, 0, target.position());
        ByteBuffer out = ByteBuffer.wrap(array, 0, 2100);
        assertThat(pair.server.engine.receive(in, new ByteBuffer[] {out}, 0, 1).produced()).isEqualTo(2000);
        assertThat(Arrays.copyOf(array, 2000)).isEqualTo(data);
    }

    @Test
    void emptySourcesMakeOneEmptyRecordAndTooManyInARowAreFatal() {
        Pair pair = Pair.established();
        assertThat(pair.flush(pair.client).produced()).isZero();
        for (int i = 0; i < 32; i++) {
            assertThat(pair.send(pair.client, ByteBuffer.allocate(0)).produced()).isEqualTo(22);
            assertThat(pair.take(pair.server, pair.client)).isEqualTo(new Outcome(Status.DONE, 22, 0, false));
        }
        pair.send(pair.client, ByteBuffer.allocate(0));
        assertThat(catchThrowableOfType(() -> pair.take(pair.server, pair.client), TlsFailure.class).reason())
                .isEqualTo(Reason.TOO_MANY_EMPTY_RECORDS);
    }

    @Test
    void tooManyKeyUpdatesWithoutDataAreFatal() {
        Pair pair = Pair.established();
        for (int i = 0; i < 32; i++) {
            pair.client.engine.updateKeys(false);
            pair.flush(pair.client);
            pair.take(pair.server, pair.client);
        }
        pair.transfer(pair.client, pair.server, bytes(1));
        for (int i = 0; i < 32; i++) {
            pair.client.engine.updateKeys(false);
            pair.flush(pair.client);
            pair.take(pair.server, pair.client);
        }
        pair.client.engine.updateKeys(false);
        pair.flush(pair.client);
        assertThat(catchThrowableOfType(() -> pair.take(pair.server, pair.client), TlsFailure.class).reason())
                .isEqualTo(Reason.TOO_MANY_KEY_UPDATES);
    }

    @Test
    void keyUpdateDecryptedIntoTheCallersBufferLeavesNoTrace() {
        Pair pair = Pair.established();
        pair.client.engine.updateKeys(false);
        pair.flush(pair.client);
        ByteBuffer target = ByteBuffer.allocate(100);
        assertThat(pair.take(pair.server, pair.client, target).produced()).isZero();
        assertThat(target.position()).isZero();
        assertThat(target.array()).containsOnly(0);
    }

    @Test
    void oneThreadReceivesWhileAnotherSends() throws Exception {
        Pair pair = Pair.established();
        byte[] data = bytes(200_000);
        byte[] toServer = wire(pair.client.engine, data);
        CompletableFuture<byte[]> sent = CompletableFuture.supplyAsync(() -> wire(pair.server.engine, data));
        byte[] received = plain(pair.server.engine, toServer, data.length);
        assertThat(received).isEqualTo(data);
        assertThat(plain(pair.client.engine, sent.get(30, TimeUnit.SECONDS), data.length)).isEqualTo(data);
    }

    private static byte[] wire(TlsEngine engine, byte[] data) {
        ByteBuffer[] source = {ByteBuffer.wrap(data)};
        ByteBuffer out = ByteBuffer.allocate(data.length * 2);
        int calls = 0;
        while (source[0].hasRemaining()) {
            if (calls++ % 3 == 0) {
                engine.updateKeys(true);
            }
            engine.send(source, 0, 1, out);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] plain(TlsEngine engine, byte[] wire, int length) {
        ByteBuffer in = ByteBuffer.wrap(wire);
        ByteBuffer[] out = {ByteBuffer.allocate(length)};
        while (in.hasRemaining()) {
            engine.receive(in, out, 0, 1);
        }
        return out[0].array();
    }

    private static byte[] bytes(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        return data;
    }
}
