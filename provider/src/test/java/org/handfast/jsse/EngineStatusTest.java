package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The state machine that containers loop on. */
class EngineStatusTest {
    private static final ByteBuffer[] NOTHING = new ByteBuffer[0];

    @Test
    void aServerThatFlushesTheHandshakeWritesNoEmptyRecord() throws Exception {
        EnginePair pair = EnginePair.established();
        SSLEngineResult result = pair.server.wrap(ByteBuffer.allocate(0));
        assertThat(result.getStatus()).isEqualTo(Status.OK);
        assertThat(result.bytesProduced()).isZero();
        assertThat(result.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
    }

    @Test
    void firstWrapBeginsTheHandshake() throws Exception {
        SSLEngine engine = Contexts.client().createSSLEngine();
        engine.setUseClientMode(true);

        assertThat(engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        SSLEngineResult result = engine.wrap(NOTHING, ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));

        assertThat(result.getStatus()).isEqualTo(Status.OK);
        assertThat(result.bytesProduced()).isPositive();
        assertThat(result.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_UNWRAP);
    }

    @Test
    void modeComesFirstAndStays() throws Exception {
        SSLEngine engine = Contexts.client().createSSLEngine();
        ByteBuffer buffer = ByteBuffer.allocate(20_000);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                engine::beginHandshake, () -> engine.wrap(NOTHING, buffer), () -> engine.unwrap(buffer, buffer))) {
            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
        }
        engine.setUseClientMode(false);
        engine.setUseClientMode(true);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        assertThat(engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        assertThatThrownBy(() -> engine.setUseClientMode(false)).isInstanceOf(IllegalArgumentException.class);

        SSLEngine server = Contexts.server().createSSLEngine();
        server.setUseClientMode(false);
        server.beginHandshake();
        assertThat(server.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_UNWRAP);
        assertThatThrownBy(() -> server.setUseClientMode(true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partOfARecordIsUnderflow() throws Exception {
        EnginePair pair = EnginePair.ours();
        pair.client.wrap();
        ByteBuffer hello = pair.client.wire;
        for (int length = 0; length < hello.remaining(); length++) {
            ByteBuffer part = hello.duplicate().limit(length);
            SSLEngineResult result = pair.server.unwrap(part, ByteBuffer.allocate(0));
            assertThat(result.getStatus()).as("length %d", length).isEqualTo(Status.BUFFER_UNDERFLOW);
            assertThat(result.bytesConsumed()).isZero();
            assertThat(result.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_UNWRAP);
        }
        pair.handshake();

        pair.client.wrap(ByteBuffer.wrap(new byte[100]));
        ByteBuffer data = pair.client.wire;
        for (int length = 0; length < data.remaining(); length++) {
            ByteBuffer target = ByteBuffer.allocate(200);
            SSLEngineResult result = pair.server.unwrap(data.duplicate().limit(length), target);
            assertThat(result.getStatus()).isEqualTo(Status.BUFFER_UNDERFLOW);
            assertThat(result.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        }
        assertThat(pair.server.unwrap(data, ByteBuffer.allocate(100)).bytesProduced()).isEqualTo(100);
    }

    @Test
    void tooLittleRoomIsOverflowAndChangesNothing() throws Exception {
        EnginePair pair = EnginePair.established();
        byte[] data = new byte[5000];
        new Random(1).nextBytes(data);
        ByteBuffer source = ByteBuffer.wrap(data);
        ByteBuffer exact = ByteBuffer.allocate(20_000);
        for (int room : new int[] {0, 1, 5, 5000, 5021}) {
            SSLEngineResult result = pair.client.engine.wrap(source, ByteBuffer.allocate(room));
            assertThat(result.getStatus()).as("room %d", room).isEqualTo(Status.BUFFER_OVERFLOW);
            assertThat(result.bytesConsumed() + result.bytesProduced()).isZero();
        }
        assertThat(pair.client.engine.wrap(source, exact).getStatus()).isEqualTo(Status.OK);

        exact.flip();
        for (int room : new int[] {0, 1, 4999}) {
            SSLEngineResult result = pair.server.unwrap(exact, ByteBuffer.allocate(room));
            assertThat(result.getStatus()).as("room %d", room).isEqualTo(Status.BUFFER_OVERFLOW);
            assertThat(result.bytesConsumed() + result.bytesProduced()).isZero();
        }
        ByteBuffer target = ByteBuffer.allocate(5000);
        assertThat(pair.server.unwrap(exact, target).bytesProduced()).isEqualTo(5000);
        assertThat(target.array()).isEqualTo(data);
    }

    @Test
    void announcedSizesSuffice() throws Exception {
        EnginePair pair = EnginePair.established();
        int packet = pair.client.engine.getSession().getPacketBufferSize();
        int application = pair.client.engine.getSession().getApplicationBufferSize();
        assertThat(packet).isLessThanOrEqualTo(17_408);
        ByteBuffer target = ByteBuffer.allocate(packet);
        SSLEngineResult sent = pair.client.engine.wrap(ByteBuffer.allocate(1 << 20), target);
        assertThat(sent.getStatus()).isEqualTo(Status.OK);
        assertThat(sent.bytesConsumed()).isEqualTo(16_384);
        SSLEngineResult received = pair.server.engine.unwrap(target.flip(), ByteBuffer.allocate(application));
        assertThat(received.bytesProduced()).isEqualTo(16_384);
    }

    @Test
    void handshakeAndTicketsNeedNoRoomForData() throws Exception {
        EnginePair pair = EnginePair.established();
        pair.server.engine.beginHandshake();
        assertThat(pair.server.engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        pair.server.wrap();
        SSLEngineResult update = pair.client.unwrap(pair.server, ByteBuffer.allocate(0));
        assertThat(update.getStatus()).isEqualTo(Status.OK);
        assertThat(update.bytesProduced()).isZero();
        assertThat(update.bytesConsumed()).isPositive();
        assertThat(pair.send(pair.server, pair.client, "after the update")).isEqualTo("after the update");
    }

    @Test
    void oneCallOneRecord() throws Exception {
        EnginePair pair = EnginePair.established();
        for (String text : List.of("one", "two", "three")) {
            pair.client.wrap(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            ByteBuffer target = ByteBuffer.allocate(100);
            pair.server.unwrap(pair.client, target);
            all.append(StandardCharsets.UTF_8.decode(target.flip())).append(';');
        }
        assertThat(all.toString()).isEqualTo("one;two;three;");
        assertThat(pair.client.wire.hasRemaining()).isFalse();
    }

    @Test
    void scatterAndGatherRespectOffsetAndOrder() throws Exception {
        EnginePair pair = EnginePair.established();
        ByteBuffer[] sources = {
            ByteBuffer.wrap("never".getBytes(StandardCharsets.UTF_8)),
            ByteBuffer.wrap("ab".getBytes(StandardCharsets.UTF_8)),
            ByteBuffer.allocate(0),
            ByteBuffer.wrap("cdef".getBytes(StandardCharsets.UTF_8)),
            ByteBuffer.wrap("never".getBytes(StandardCharsets.UTF_8))
        };
        ByteBuffer net = ByteBuffer.allocate(20_000);
        assertThat(pair.client.engine.wrap(sources, 1, 3, net).bytesConsumed()).isEqualTo(6);
        ByteBuffer[] targets = {
            ByteBuffer.allocate(9), ByteBuffer.allocate(1), ByteBuffer.allocate(0), ByteBuffer.allocate(3),
            ByteBuffer.allocateDirect(100), ByteBuffer.allocate(9)
        };
        assertThat(pair.server.engine.unwrap(net.flip(), targets, 1, 4).bytesProduced()).isEqualTo(6);
        StringBuilder text = new StringBuilder();
        for (ByteBuffer target : targets) {
            text.append(StandardCharsets.UTF_8.decode(target.flip())).append('|');
        }
        assertThat(text.toString()).isEqualTo("|a||bcd|ef||");
    }

    @Test
    void badArgumentsAreRefusedBeforeAnythingHappens() throws Exception {
        EnginePair pair = EnginePair.ours();
        SSLEngine client = pair.client.engine;
        ByteBuffer buffer = ByteBuffer.allocate(20_000);
        ByteBuffer[] one = {buffer};
        ByteBuffer[] hole = {buffer, null};
        ByteBuffer readOnly = buffer.asReadOnlyBuffer();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> client.wrap((ByteBuffer[]) null, 0, 0, buffer),
                () -> client.wrap(hole, 0, 2, buffer),
                () -> client.wrap(one, 0, 1, null),
                () -> client.unwrap(null, one, 0, 1),
                () -> client.unwrap(buffer, (ByteBuffer[]) null, 0, 0),
                () -> client.unwrap(buffer, hole, 0, 2))) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> client.wrap(one, -1, 1, buffer),
                () -> client.wrap(one, 0, 2, buffer),
                () -> client.unwrap(buffer, one, 1, 1),
                () -> client.unwrap(buffer, one, 0, -1))) {
            assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> client.wrap(one, 0, 1, readOnly)).isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> client.unwrap(buffer, readOnly)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(client.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        pair.handshake();
    }

    @Test
    void everyKindOfBufferGivesTheSame() throws Exception {
        EnginePair pair = EnginePair.established();
        byte[] data = "the same for all kinds of buffers".getBytes(StandardCharsets.UTF_8);
        List<ByteBuffer> sources = List.of(
                ByteBuffer.wrap(data),
                ByteBuffer.wrap(data).asReadOnlyBuffer(),
                ByteBuffer.allocateDirect(data.length).put(data).flip(),
                ByteBuffer.allocate(99).position(7).slice().put(data).flip());
        for (ByteBuffer source : sources) {
            for (ByteBuffer net : List.of(
                    ByteBuffer.allocate(20_000), ByteBuffer.allocateDirect(20_000),
                    ByteBuffer.allocate(20_011).position(11).slice())) {
                pair.client.engine.wrap(source.duplicate(), net);
                ByteBuffer target = ByteBuffer.allocateDirect(100).position(3);
                ByteBuffer in = net.flip().isDirect() ? net : net.asReadOnlyBuffer();
                pair.server.unwrap(in, target);
                assertThat(target.limit(target.position()).position(3)).isEqualTo(ByteBuffer.wrap(data));
            }
        }
    }

    @Test
    void unwrapInPlaceWorks() throws Exception {
        EnginePair pair = EnginePair.established();
        byte[] data = new byte[3000];
        new Random(7).nextBytes(data);
        byte[] array = new byte[20_000];
        ByteBuffer net = ByteBuffer.wrap(array);
        pair.client.engine.wrap(ByteBuffer.wrap(data), net);
        ByteBuffer target = ByteBuffer.wrap(array);
        SSLEngineResult result = pair.server.engine.unwrap(net.flip(), target);
        assertThat(result.bytesProduced()).isEqualTo(3000);
        assertThat(Arrays.copyOf(array, 3000)).isEqualTo(data);
    }

    @Test
    void emptyWrapIsOneEmptyRecord() throws Exception {
        EnginePair pair = EnginePair.established();
        SSLEngineResult sent = pair.client.wrap(ByteBuffer.allocate(0));
        assertThat(sent.getStatus()).isEqualTo(Status.OK);
        assertThat(sent.bytesProduced()).isPositive();
        SSLEngineResult received = pair.server.unwrap(pair.client, ByteBuffer.allocate(10));
        assertThat(received.getStatus()).isEqualTo(Status.OK);
        assertThat(received.bytesProduced()).isZero();
        assertThat(pair.send(pair.client, pair.server, "more")).isEqualTo("more");
    }

    @Test
    void finishedOnceThenNotHandshaking() throws Exception {
        EnginePair plain = EnginePair.established();
        EnginePair mutual = EnginePair.of(Contexts.knownClient(), Contexts.server());
        mutual.server.engine.setNeedClientAuth(true);
        mutual.handshake();
        for (EnginePair pair : List.of(plain, mutual)) {
            assertThat(pair.client.finished).isEqualTo(1);
            assertThat(pair.server.finished).isEqualTo(1);
            for (EngineSide side : List.of(pair.client, pair.server)) {
                int steps = 0;
                while (side.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                    side.wrap();
                    assertThat(++steps).isLessThanOrEqualTo(4);
                }
                assertThat(side.engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
            }
            pair.send(pair.client, pair.server, "x");
            pair.send(pair.server, pair.client, "y");
            assertThat(pair.client.finished + pair.server.finished).isEqualTo(2);
        }
    }

    @Test
    void tasksAreHandedOutOnceAndNothingMovesMeanwhile() throws Exception {
        EnginePair pair = EnginePair.ours();
        pair.client.wrap();
        pair.server.unwrap(pair.client, ByteBuffer.allocate(0));
        SSLEngine server = pair.server.engine;
        assertThat(server.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_TASK);
        Runnable task = server.getDelegatedTask();
        assertThat(task).isNotNull();
        assertThat(server.getDelegatedTask()).isNull();
        for (int i = 0; i < 100; i++) {
            SSLEngineResult wrapped = pair.server.wrap();
            assertThat(wrapped.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_TASK);
            assertThat(wrapped.bytesProduced()).isZero();
            ByteBuffer junk = ByteBuffer.wrap(new byte[] {22, 3, 3, 0, 1, 0});
            SSLEngineResult unwrapped = pair.server.unwrap(junk, ByteBuffer.allocate(0));
            assertThat(unwrapped.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_TASK);
            assertThat(junk.position()).isZero();
        }
        Thread elsewhere = new Thread(task);
        elsewhere.start();
        elsewhere.join();
        task.run();
        pair.handshake();
    }

    @Test
    void exceptionOfATaskSurfacesInTheNextCallAndThenTheAlertLeaves() throws Exception {
        X509TrustManager refusing = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
                throw new CertificateException("not this one");
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
                throw new CertificateException("not this one");
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        EnginePair pair = EnginePair.of(
                Contexts.context(null, new TrustManager[] {refusing}), Contexts.server());
        assertThatThrownBy(pair::handshake)
                .isInstanceOf(SSLHandshakeException.class)
                .hasCauseInstanceOf(CertificateException.class)
                .hasMessageContaining("not this one");
        SSLEngine client = pair.client.engine;
        assertThat(client.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        SSLEngineResult compatibility = pair.client.wrap();
        assertThat(compatibility.getStatus()).as("RFC 9846 appendix E.4: before anything protected")
                .isEqualTo(Status.OK);
        assertThat(compatibility.bytesProduced()).isEqualTo(6);
        assertThat(client.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        SSLEngineResult alert = pair.client.wrap();
        assertThat(alert.getStatus()).isEqualTo(Status.CLOSED);
        assertThat(alert.bytesProduced()).isPositive();
        assertThat(client.isOutboundDone()).isTrue();
        assertThat(pair.client.wrap().getStatus()).isEqualTo(Status.CLOSED);
        assertThat(client.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        assertThatThrownBy(pair::run)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageStartingWith("Received fatal alert: certificate_unknown");
        assertThat(client.getSession().getCipherSuite()).isEqualTo("SSL_NULL_WITH_NULL_NULL");
    }

    /** Undertow runs tasks on its I/O thread: whatever a manager throws must wait for the next call. */
    @Test
    void tasksNeverThrow() throws Exception {
        X509TrustManager broken = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {
                throw new IllegalStateException("broken");
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        EnginePair pair = EnginePair.of(Contexts.context(null, new TrustManager[] {broken}), Contexts.server());
        pair.client.wrap();
        pair.step(pair.server, pair.client);
        List<Thread> ran = new ArrayList<>();
        assertThatThrownBy(() -> {
            for (int turn = 0; turn < 100; turn++) {
                for (EngineSide side : List.of(pair.server, pair.client)) {
                    Runnable task = side.engine.getDelegatedTask();
                    if (task != null) {
                        assertThatCode(task::run).doesNotThrowAnyException();
                        ran.add(Thread.currentThread());
                    }
                    pair.step(side, side == pair.client ? pair.server : pair.client);
                }
            }
        }).isInstanceOf(SSLHandshakeException.class).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(ran).isNotEmpty().containsOnly(Thread.currentThread());
    }

    @Test
    void theSessionIsReadableWhileTheHandshakeStalls() throws Exception {
        EnginePair pair = EnginePair.ours();
        pair.client.wrap();
        pair.server.unwrap(pair.client, ByteBuffer.allocate(0));
        assertThat(pair.server.engine.getDelegatedTask()).as("work nobody runs").isNotNull();
        for (EngineSide side : List.of(pair.client, pair.server)) {
            List<String> seen = new ArrayList<>();
            Thread other = new Thread(() -> seen.add(side.engine.getSession().getCipherSuite()));
            other.start();
            other.join(10_000);
            assertThat(seen).containsExactly("SSL_NULL_WITH_NULL_NULL");
        }
    }

    @Test
    void plainHttpIsSaidAtOnce() throws Exception {
        EnginePair pair = EnginePair.ours();
        ByteBuffer request = ByteBuffer.wrap("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> pair.server.unwrap(request, ByteBuffer.allocate(100)))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("Unsupported or unrecognized SSL message")
                .hasMessageContaining("plaintext");
        assertThatThrownBy(() -> EnginePair.ours().server.unwrap(
                        ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}), ByteBuffer.allocate(100)))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void theWrongCallDoesNotSpin() throws Exception {
        EnginePair pair = EnginePair.ours();
        pair.server.engine.beginHandshake();
        for (int i = 0; i < 100; i++) {
            SSLEngineResult result = pair.server.wrap(ByteBuffer.wrap(new byte[5]));
            assertThat(result.getStatus()).isEqualTo(Status.OK);
            assertThat(result.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_UNWRAP);
            assertThat(result.bytesConsumed() + result.bytesProduced()).isZero();
        }
        pair.client.engine.beginHandshake();
        for (int i = 0; i < 100; i++) {
            SSLEngineResult result = pair.client.unwrap(ByteBuffer.wrap(new byte[5]), ByteBuffer.allocate(9));
            assertThat(result.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
            assertThat(result.bytesConsumed()).isZero();
        }
        pair.handshake();
    }

    @Test
    void handshakeInOneByteSteps() throws Exception {
        EnginePair pair = EnginePair.ours();
        List<Status> seen = new ArrayList<>();
        for (int turn = 0; turn < 200 && pair.client.finished + pair.server.finished < 2; turn++) {
            for (EngineSide side : List.of(pair.client, pair.server)) {
                EngineSide other = side == pair.client ? pair.server : pair.client;
                side.tasks();
                if (side.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP || side == pair.client && turn == 0) {
                    side.wrap();
                } else if (other.wire.hasRemaining()) {
                    int end = other.wire.limit();
                    for (int limit = other.wire.position(); limit <= end; limit++) {
                        other.wire.limit(limit);
                        if (side.engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                            side.tasks();
                        }
                        if (side.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                            side.wrap();
                        }
                        seen.add(side.unwrap(other, ByteBuffer.allocate(0)).getStatus());
                    }
                }
            }
        }
        assertThat(pair.client.finished).isEqualTo(1);
        assertThat(pair.server.finished).isEqualTo(1);
        assertThat(seen).contains(Status.BUFFER_UNDERFLOW, Status.OK);
    }
}
