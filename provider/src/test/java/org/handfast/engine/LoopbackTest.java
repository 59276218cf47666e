package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.engine.Outcome.Status;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.record.RecordLimits;
import org.handfast.iana.ProtocolVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole connections in memory, both ends ours: handshake, data, key updates, closure. */
class LoopbackTest {
    private static final IntFunction<ByteBuffer> SLICED = size -> {
        ByteBuffer whole = ByteBuffer.allocate(size + 11);
        whole.position(7);
        ByteBuffer slice = whole.slice();
        slice.position(2).limit(size + 2);
        return slice;
    };

    /** In protected ones it is part of what is authenticated (RFC 9846 §5.2), so it cannot change on the way. */
    @Test
    void theVersionOfUnprotectedRecordsIsIgnored() {
        Pair pair = new Pair(new Engines(), new Engines(), ByteBuffer::allocate);
        pair.client.engine.begin();
        pair.server.engine.begin();
        int changed = 0;
        for (int turns = 0; turns < 100 && !pair.client.engine.established(); turns++) {
            pair.step(pair.client, pair.server);
            changed += withOtherVersions(pair.client.wire);
            pair.step(pair.server, pair.client);
            changed += withOtherVersions(pair.server.wire);
        }
        pair.handshake();
        assertThat(pair.client.engine.facts().version()).contains(ProtocolVersion.TLS13);
        assertThat(changed).as("hellos and change_cipher_spec of both").isGreaterThanOrEqualTo(4);
    }

    private static int withOtherVersions(byte[] wire) {
        int changed = 0;
        for (int at = 0; at < wire.length; at += 5 + ((wire[at + 3] & 0xFF) << 8 | wire[at + 4] & 0xFF)) {
            if (wire[at] != 23 && wire[at + 1] == 3) {
                wire[at + 1] = (byte) 0xFE;
                wire[at + 2] = 0;
                changed++;
            }
        }
        return changed;
    }

    @Test
    void handshakesAndMovesDataInEverySuite() {
        for (CipherSuite suite : List.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384,
                CipherSuite.TLS_CHACHA20_POLY1305_SHA256)) {
            Engines both = new Engines();
            both.suite = suite;
            Pair pair = new Pair(both, both, ByteBuffer::allocate);
            pair.handshake();

            assertMovesData(pair);
            assertThat(pair.client.engine.facts().suite()).contains(suite);
            assertThat(pair.server.engine.facts().suite()).contains(suite);
            assertThat(pair.client.engine.export("label", null, 32))
                    .isEqualTo(pair.server.engine.export("label", new byte[0], 32));
        }
    }

    @Test
    void heapDirectAndSlicedBuffersBehaveAlike() {
        for (IntFunction<ByteBuffer> buffers : List.<IntFunction<ByteBuffer>>of(
                ByteBuffer::allocate, ByteBuffer::allocateDirect, SLICED)) {
            Pair pair = new Pair(new Engines(), new Engines(), buffers);
            pair.handshake();
            assertMovesData(pair);
        }
    }

    @Test
    void finishedIsReportedOncePerSide() {
        Pair pair = Pair.established();
        pair.transfer(pair.client, pair.server, new byte[10]);
        pair.transfer(pair.server, pair.client, new byte[10]);

        assertThat(pair.client.finished).isEqualTo(1);
        assertThat(pair.server.finished).isEqualTo(1);
        assertThat(pair.client.engine.need()).isEqualTo(Need.NOTHING);
        assertThat(pair.server.engine.need()).isEqualTo(Need.NOTHING);
        assertThat(pair.client.engine.handshaking()).isFalse();
    }

    @Test
    void authenticatesTheClient() {
        Engines server = new Engines();
        server.clientAuthentication = ClientAuthentication.NEED;
        Pair pair = new Pair(new Engines(), server, ByteBuffer::allocate);
        pair.handshake();

        assertMovesData(pair);
        assertThat(pair.server.finished).isEqualTo(1);
        assertThat(pair.server.engine.facts().peerChain()).isEqualTo(Engines.CLIENT.chain());
    }

    @Test
    void handshakesWithRecordsFedByteByByte() {
        Pair pair = new Pair(new Engines(), new Engines(), ByteBuffer::allocate);
        pair.client.engine.begin();
        pair.server.engine.begin();
        for (int turns = 0; turns < 100 && !pair.server.engine.established(); turns++) {
            drip(pair, pair.client, pair.server);
            drip(pair, pair.server, pair.client);
        }
        assertMovesData(pair);
    }

    @Test
    void keyUpdatesInBothDirections() {
        Pair pair = Pair.established();
        pair.client.engine.updateKeys(false);
        assertThat(pair.client.engine.need()).isEqualTo(Need.SEND);
        assertMovesData(pair);
        pair.server.engine.updateKeys(true);
        pair.flush(pair.server);
        while (pair.server.wire.length > 0) {
            pair.take(pair.client, pair.server);
        }
        assertThat(pair.client.engine.need()).as("the answer waits").isEqualTo(Need.SEND);
        assertMovesData(pair);
        assertThat(pair.client.engine.need()).isEqualTo(Need.NOTHING);
    }

    @Test
    @DisplayName("K-6: several KeyUpdate requests get one answer")
    void severalKeyUpdateRequestsGetOneAnswer() {
        Pair pair = Pair.established();
        for (int i = 0; i < 5; i++) {
            pair.server.engine.updateKeys(true);
            pair.flush(pair.server);
            pair.take(pair.client, pair.server);
        }
        int size = pair.flush(pair.client).produced();
        assertThat(size).isEqualTo(5 + 5 + 17);
        assertThat(pair.client.engine.need()).isEqualTo(Need.NOTHING);
        assertThat(pair.flush(pair.client).produced()).isZero();
        assertMovesData(pair);
    }

    /** RFC 9846 §4.7.3: until the peer has answered it is not asked again. */
    @Test
    void anUpdateIsAskedForOnceUntilItCame() {
        Pair pair = Pair.established();
        for (int i = 0; i < 5; i++) {
            pair.server.engine.updateKeys(true);
            pair.flush(pair.server);
            pair.take(pair.client, pair.server);
            assertThat(pair.client.engine.need()).as("request %d", i).isEqualTo(i == 0 ? Need.SEND : Need.NOTHING);
            if (i == 0) {
                answer(pair, false);
            }
        }
        answer(pair, true);
        pair.server.engine.updateKeys(true);
        pair.flush(pair.server);
        pair.take(pair.client, pair.server);
        assertThat(pair.client.engine.need()).as("asked again after an answer").isEqualTo(Need.SEND);
    }

    /** The client's answer leaves; the server gets it now or not. */
    private static void answer(Pair pair, boolean delivered) {
        pair.flush(pair.client);
        while (delivered && pair.client.wire.length > 0) {
            pair.take(pair.server, pair.client);
        }
    }

    @Test
    @DisplayName("K-6: limits hold in half closed connections")
    void keysChangeBeforeTheLimitAlsoWhenHalfClosed() {
        RecordLimits d = RecordLimits.DEFAULT;
        Engines few = new Engines();
        few.limits = new RecordLimits(d.emptyRecords(), d.handshakeRecords(), d.warningAlerts(), d.changeCipherSpecs(),
                d.idleMessages(), d.unauthenticatedBytes(), d.clientHelloBytes(), d.certificateFromClientBytes(),
                d.certificateFromServerBytes(), d.messageBytes(), d.skippedEarlyDataBytes(), 8);
        Pair pair = new Pair(few, few, ByteBuffer::allocate);
        pair.handshake();
        for (int i = 0; i < 50; i++) {
            byte[] data = {(byte) i};
            assertThat(pair.transfer(pair.client, pair.server, data)).isEqualTo(data);
        }
        pair.server.engine.closeOutbound();
        while (pair.server.engine.need() == Need.SEND) {
            pair.flush(pair.server);
        }
        while (pair.server.wire.length > 0) {
            pair.take(pair.client, pair.server);
        }
        assertThat(pair.client.engine.inboundDone()).isTrue();
        for (int i = 0; i < 50; i++) {
            byte[] data = {(byte) i};
            assertThat(pair.transfer(pair.client, pair.server, data)).isEqualTo(data);
        }
    }

    @Test
    @DisplayName("S-8: half close leaves the other direction open")
    void halfCloseLeavesTheOtherDirectionOpen() {
        Pair pair = Pair.established();
        pair.client.engine.closeOutbound();
        assertThat(pair.client.engine.need()).isEqualTo(Need.SEND);
        assertThat(pair.client.engine.outboundDone()).isFalse();
        assertThat(pair.flush(pair.client).status()).isEqualTo(Status.CLOSED);
        assertThat(pair.client.engine.outboundDone()).isTrue();

        int size = pair.client.wire.length;
        Outcome closed = pair.take(pair.server, pair.client);
        assertThat(closed.status()).isEqualTo(Status.CLOSED);
        assertThat(closed.consumed()).isEqualTo(size);
        assertThat(pair.server.engine.inboundDone()).isTrue();

        byte[] data = bytes(100_000);
        assertThat(pair.transfer(pair.server, pair.client, data)).isEqualTo(data);
        pair.server.engine.closeOutbound();
        pair.flush(pair.server);
        assertThat(pair.take(pair.client, pair.server).status()).isEqualTo(Status.CLOSED);
        assertThat(pair.client.engine.closeInbound()).isEmpty();
        assertThat(pair.client.engine.inboundDone() && pair.server.engine.outboundDone()).isTrue();
    }

    @Test
    void observersHearOfTheEndOnce() {
        List<String> heard = new ArrayList<>();
        Engines watched = new Engines();
        watched.observer = new TlsObserver() {
            @Override
            public void finished(Role role, String peer, HandshakeFacts facts, long nanos) {
                heard.add(role + " finished " + facts.suite().orElseThrow());
            }

            @Override
            public void failed(Role role, String peer, HandshakeFacts facts, TlsFailure failure, long nanos) {
                heard.add(role + " " + failure.reason());
            }
        };
        Pair pair = new Pair(watched, watched, ByteBuffer::allocate);
        pair.handshake();
        pair.transfer(pair.client, pair.server, new byte[100]);
        pair.server.engine.closeInbound();
        pair.server.engine.closeInbound();

        assertThat(heard).containsExactly("CLIENT finished TLS_AES_128_GCM_SHA256",
                "SERVER finished TLS_AES_128_GCM_SHA256", "SERVER TRUNCATED");
    }

    private static void drip(Pair pair, Pair.Side side, Pair.Side other) {
        if (side.engine.need() != Need.RECEIVE) {
            pair.step(side, other);
            return;
        }
        byte[] wire = other.wire;
        for (int size = 0; size <= wire.length; size++) {
            ByteBuffer in = ByteBuffer.wrap(wire, 0, size);
            Outcome outcome = side.engine.receive(in, Pair.NONE, 0, 1);
            if (outcome.consumed() > 0) {
                other.wire = java.util.Arrays.copyOfRange(wire, size, wire.length);
                assertThat(outcome.consumed()).isEqualTo(size);
                return;
            }
            assertThat(outcome.status()).isEqualTo(Status.UNDERFLOW);
            assertThat(in.position()).isZero();
        }
    }

    private static void assertMovesData(Pair pair) {
        for (int size : new int[] {0, 1, 1000, 16384, 16385, 100_000}) {
            byte[] data = bytes(size);
            assertThat(pair.transfer(pair.client, pair.server, data)).as("to server, %d", size).isEqualTo(data);
            assertThat(pair.transfer(pair.server, pair.client, data)).as("to client, %d", size).isEqualTo(data);
        }
    }

    private static byte[] bytes(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        return data;
    }
}
