package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How connections end. */
class EngineClosingTest {
    @Test
    void closedBeforeItBegan() throws Exception {
        for (boolean clientMode : new boolean[] {true, false}) {
            SSLEngine engine = Contexts.client().createSSLEngine();
            engine.setUseClientMode(clientMode);
            EngineSide side = new EngineSide(engine);
            engine.closeOutbound();
            assertThat(engine.isOutboundDone()).isTrue();
            SSLEngineResult result = side.wrap();
            assertThat(result.getStatus()).isEqualTo(Status.CLOSED);
            assertThat(result.bytesProduced()).isZero();
            assertThat(side.unwrap(ByteBuffer.allocate(9), ByteBuffer.allocate(9)).getStatus())
                    .isEqualTo(Status.CLOSED);
            assertThat(engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
            assertThatThrownBy(engine::beginHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void closeOutboundWrapsOneCloseNotify() throws Exception {
        EnginePair pair = EnginePair.established();
        pair.client.engine.closeOutbound();
        assertThat(pair.client.engine.isOutboundDone()).isFalse();
        assertThat(pair.client.engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        SSLEngineResult closing = pair.client.wrap(ByteBuffer.wrap(new byte[3]));
        assertThat(closing.getStatus()).isEqualTo(Status.CLOSED);
        assertThat(closing.bytesProduced()).isPositive();
        assertThat(closing.bytesConsumed()).isZero();
        assertThat(pair.client.engine.isOutboundDone()).isTrue();
        assertThat(pair.client.wrap().bytesProduced()).isZero();
    }

    @Test
    void halfCloseLeavesTheOtherDirectionOpen() throws Exception {
        EnginePair pair = EnginePair.established();
        pair.client.engine.closeOutbound();
        pair.client.wrap();
        int size = pair.client.wire.remaining();
        SSLEngineResult notified = pair.server.unwrap(pair.client, ByteBuffer.allocate(10));
        assertThat(notified.getStatus()).isEqualTo(Status.CLOSED);
        assertThat(notified.bytesConsumed()).isEqualTo(size);
        assertThat(pair.server.engine.isInboundDone()).isTrue();
        assertThat(pair.server.engine.isOutboundDone()).isFalse();

        byte[] late = pair.send(pair.server, pair.client, new byte[100_000]);
        assertThat(late).hasSize(100_000);
        pair.server.engine.closeOutbound();
        pair.server.wrap();
        assertThat(pair.client.unwrap(pair.server, ByteBuffer.allocate(10)).getStatus()).isEqualTo(Status.CLOSED);
        for (EngineSide side : List.of(pair.client, pair.server)) {
            assertThat(side.engine.isInboundDone() && side.engine.isOutboundDone()).isTrue();
            assertThat(side.engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        }
    }

    @Test
    void afterCloseNotifyUnwrapStaysClosed() throws Exception {
        EnginePair pair = EnginePair.established();
        pair.client.engine.closeOutbound();
        pair.client.wrap();
        pair.server.unwrap(pair.client, ByteBuffer.allocate(0));
        for (int i = 0; i < 3; i++) {
            SSLEngineResult result = pair.server.unwrap(ByteBuffer.wrap(new byte[50]), ByteBuffer.allocate(50));
            assertThat(result.getStatus()).isEqualTo(Status.CLOSED);
            assertThat(result.bytesConsumed() + result.bytesProduced()).isZero();
        }
        pair.server.engine.closeInbound();
        assertThat(pair.server.engine.isInboundDone()).isTrue();
    }

    @Test
    void missingCloseNotifyIsTruncationOnce() throws Exception {
        EnginePair pair = EnginePair.established();
        assertThatThrownBy(pair.server.engine::closeInbound)
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("close_notify");
        pair.server.engine.closeInbound();
        assertThat(pair.server.engine.isInboundDone()).isTrue();
        pair.server.engine.closeOutbound();
        int turns = 0;
        while (!pair.server.engine.isOutboundDone()) {
            pair.server.wrap();
            assertThat(++turns).isLessThan(10);
        }
        assertThat(pair.server.engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
    }

    @Test
    void closingIsIdempotentAtEveryStep() throws Exception {
        for (int steps = 0; steps < 12; steps++) {
            EnginePair pair = EnginePair.ours();
            pair.client.engine.beginHandshake();
            pair.server.engine.beginHandshake();
            for (int i = 0; i < steps; i++) {
                EngineSide side = i % 2 == 0 ? pair.client : pair.server;
                pair.step(side, side == pair.client ? pair.server : pair.client);
            }
            for (EngineSide side : List.of(pair.client, pair.server)) {
                for (int i = 0; i < 3; i++) {
                    side.engine.closeOutbound();
                    closeInboundQuietly(side.engine);
                }
                int turns = 0;
                while (!side.engine.isOutboundDone()) {
                    wrapQuietly(side);
                    assertThat(++turns).as("steps %d", steps).isLessThan(10);
                }
                assertThat(side.engine.isInboundDone()).as("steps %d", steps).isTrue();
                assertThat(side.engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
            }
        }
    }

    @Test
    void closingWhileATaskRuns() throws Exception {
        EnginePair pair = EnginePair.ours();
        pair.client.wrap();
        pair.server.unwrap(pair.client, ByteBuffer.allocate(0));
        Runnable task = pair.server.engine.getDelegatedTask();
        pair.server.engine.closeOutbound();
        task.run();
        int turns = 0;
        while (!pair.server.engine.isOutboundDone()) {
            pair.server.wrap();
            assertThat(++turns).isLessThan(10);
        }
        assertThat(pair.server.engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        assertThat(pair.server.finished).isZero();
    }

    @Test
    @DisplayName("S-8: a fatal alert closes both directions and the session")
    void fatalAlertClosesBothDirectionsAndTheSession() throws Exception {
        EnginePair pair = EnginePair.established();
        assertThat(pair.server.engine.getSession().isValid()).isTrue();
        ByteBuffer broken = ByteBuffer.allocate(60).put(0, (byte) 23).put(1, (byte) 3).put(2, (byte) 3)
                .put(4, (byte) 55);
        assertThatThrownBy(() -> pair.client.unwrap(broken, ByteBuffer.allocate(100)))
                .isInstanceOf(SSLException.class)
                .isNotInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("bad_record_mac");
        pair.client.wrap();
        assertThatThrownBy(() -> pair.server.unwrap(pair.client, ByteBuffer.allocate(100)))
                .isInstanceOf(SSLException.class)
                .hasMessageStartingWith("Received fatal alert: bad_record_mac");
        for (EngineSide side : List.of(pair.client, pair.server)) {
            assertThat(side.engine.isInboundDone()).isTrue();
            assertThat(side.engine.isOutboundDone()).isTrue();
            assertThat(side.engine.getSession().isValid()).isFalse();
        }
    }

    @Test
    void theLoopUntilOutboundDoneEnds() throws Exception {
        EnginePair pair = EnginePair.ours();
        pair.client.wrap();
        ByteBuffer damaged = pair.client.wire.duplicate();
        damaged.put(5, (byte) 2);
        assertThatThrownBy(() -> pair.server.unwrap(damaged, ByteBuffer.allocate(0)))
                .isInstanceOf(SSLHandshakeException.class);
        int turns = 0;
        while (!pair.server.engine.isOutboundDone()) {
            pair.server.wrap();
            assertThat(++turns).isLessThan(1000);
        }
        assertThatThrownBy(pair::run).isInstanceOf(SSLHandshakeException.class)
                .hasMessageStartingWith("Received fatal alert: ");
    }

    @Test
    void closeNotifyDuringTheHandshakeEndsIt() throws Exception {
        EnginePair pair = EnginePair.ours();
        pair.client.wrap();
        pair.client.engine.closeOutbound();
        while (!pair.client.engine.isOutboundDone()) {
            pair.client.wrap();
        }
        pair.server.unwrap(pair.client, ByteBuffer.allocate(0));
        pair.server.tasks();
        while (pair.server.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            pair.server.wrap();
        }
        assertThatThrownBy(() -> pair.server.unwrap(pair.client, ByteBuffer.allocate(0)))
                .isInstanceOf(SSLException.class);
        assertThat(pair.server.finished).isZero();
        assertThat(pair.server.engine.isInboundDone()).isTrue();
    }

    private static void closeInboundQuietly(SSLEngine engine) {
        try {
            engine.closeInbound();
        } catch (SSLException truncated) {
            assertThat(truncated).hasMessageContaining("close_notify");
        }
    }

    private static void wrapQuietly(EngineSide side) {
        try {
            side.wrap();
        } catch (SSLException failed) {
            assertThat(failed.getMessage()).isNotEmpty();
        }
    }
}
