package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.handfast.credential.Role;
import org.handfast.engine.Outcome.Status;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ProtocolVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ends of connections, wanted and unwanted: nothing hangs, nothing is said twice. */
class ClosureTest {
    private final Pair pair = new Pair(new Engines(), new Engines(), ByteBuffer::allocate);

    @Test
    void closedBeforeItBegan() {
        TlsEngine engine = new Engines().create(Role.CLIENT);
        engine.closeOutbound();
        engine.closeOutbound();
        assertThat(engine.outboundDone()).isTrue();
        assertThat(engine.need()).isEqualTo(Need.NOTHING);
        assertThat(engine.send(Pair.NONE, 0, 1, ByteBuffer.allocate(100))).isEqualTo(
                new Outcome(Status.CLOSED, 0, 0, false));
        assertThat(engine.receive(ByteBuffer.allocate(10), Pair.NONE, 0, 1).status()).isEqualTo(Status.CLOSED);
        assertThat(engine.closeInbound()).isEmpty();
        assertThat(engine.inboundDone()).isTrue();
    }

    @Test
    void closedAtEveryStepOfTheHandshake() {
        for (int steps = 0; steps < 12; steps++) {
            for (boolean client : new boolean[] {true, false}) {
                Pair fresh = new Pair(new Engines(), new Engines(), ByteBuffer::allocate);
                fresh.client.engine.begin();
                fresh.server.engine.begin();
                for (int i = 0; i < steps; i++) {
                    fresh.step(i % 2 == 0 ? fresh.client : fresh.server, i % 2 == 0 ? fresh.server : fresh.client);
                }
                TlsEngine closing = client ? fresh.client.engine : fresh.server.engine;
                Runnable late = closing.work();
                closing.closeOutbound();
                closing.closeOutbound();
                Outcome last = drain(closing);
                assertThat(last.status()).as("step %d, client %s", steps, client).isEqualTo(Status.CLOSED);
                assertThat(last.produced()).isPositive();
                if (late != null) {
                    late.run();
                }
                assertThat(closing.outboundDone()).isTrue();
                assertThat(closing.need()).isEqualTo(Need.NOTHING);
                assertThat(closing.failure()).isEmpty();
            }
        }
    }

    @Test
    void closeNotifyDuringTheHandshakeEndsIt() {
        pair.client.engine.begin();
        pair.flush(pair.client);
        pair.take(pair.server, pair.client);
        pair.client.engine.closeOutbound();
        pair.flush(pair.client);
        Pair.work(pair.server.engine);
        while (pair.server.engine.need() != Need.RECEIVE) {
            pair.step(pair.server, pair.client);
        }
        TlsFailure failure =
                catchThrowableOfType(() -> pair.take(pair.server, pair.client), TlsFailure.class);
        // the alert went out in the clear, as the client had no keys yet: it can only end the connection
        assertThat(failure.reason()).isEqualTo(Reason.CLOSED_DURING_HANDSHAKE);
        assertTerminates(pair.server.engine);
    }

    @Test
    @DisplayName("S-8: the end without close_notify is an error")
    void truncationIsToldOnceAndCloseNotifyStillGoesOut() {
        Pair up = Pair.established();
        assertThat(up.server.engine.closeInbound().orElseThrow().reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(up.server.engine.closeInbound()).isEmpty();
        assertThat(up.server.engine.inboundDone()).isTrue();
        assertThat(up.server.engine.need()).isEqualTo(Need.SEND);
        assertThat(up.flush(up.server).status()).isEqualTo(Status.CLOSED);
        assertThat(up.take(up.client, up.server).status()).isEqualTo(Status.CLOSED);
        assertThat(up.server.engine.outboundDone()).isTrue();
    }

    @Test
    void aBadRecordFailsForGoodAndTheAlertReachesThePeer() {
        Pair up = Pair.established();
        up.send(up.client, ByteBuffer.wrap(new byte[100]));
        up.client.wire[30] ^= 1;
        ByteBuffer target = ByteBuffer.allocate(200);
        Arrays.fill(target.array(), 0, 83, (byte) 5);
        ByteBuffer source = ByteBuffer.wrap(up.client.wire);
        ByteBuffer[] targets = {target};
        TlsFailure first = catchThrowableOfType(
                () -> up.server.engine.receive(source, targets, 0, 1), TlsFailure.class);
        assertThat(first.reason()).isEqualTo(Reason.BAD_RECORD_MAC);
        assertThat(source.position()).isZero();
        assertThat(target.position()).isZero();
        assertThat(target.array()).containsOnly(0);
        assertThat(catchThrowableOfType(() -> up.server.engine.receive(source, targets, 0, 1), TlsFailure.class))
                .isSameAs(first);

        assertThat(up.server.engine.need()).isEqualTo(Need.SEND);
        assertThat(up.flush(up.server).status()).isEqualTo(Status.CLOSED);
        TlsFailure told = catchThrowableOfType(() -> up.take(up.client, up.server), TlsFailure.class);
        assertThat(told.reason()).isEqualTo(Reason.PEER_ALERT);
        assertThat(told.facts()).containsEntry("alert", "bad_record_mac");
        assertThat(up.client.engine.outboundDone() && up.client.engine.inboundDone()).isTrue();
        assertThat(up.flush(up.client)).isEqualTo(new Outcome(Status.CLOSED, 0, 0, false));
        assertTerminates(up.server.engine);
    }

    @Test
    @DisplayName("S-4: a flipped outer type ends the connection, whatever the cipher says")
    void everyFlippedOuterTypeKillsAtEveryRecord() {
        int places = 0;
        boolean more = true;
        for (int place = 0; more; place++) {
            for (int type = 0; type < 256; type = type == 30 ? 255 : type + 1) {
                byte other = (byte) type;
                boolean[] same = new boolean[1];
                Tampering shaken = Tampering.shake(ProtocolVersion.TLS13, places, record -> {
                    same[0] = record[0] == other;
                    record[0] = other;
                    return record;
                });
                more = shaken.happened();
                assertThat(shaken.established()).as("record %d as type %d", place, type).isEqualTo(same[0] || !more);
            }
            places += more ? 1 : 0;
        }
        assertThat(places).as("both hellos, both flights, a change_cipher_spec before each flight").isEqualTo(6);
    }

    private static Outcome drain(TlsEngine engine) {
        Outcome last = null;
        for (int i = 0; i < 10 && !engine.outboundDone(); i++) {
            last = engine.send(Pair.NONE, 0, 0, ByteBuffer.allocate(TlsEngine.PACKET_SIZE));
        }
        return last;
    }

    private static void assertTerminates(TlsEngine engine) {
        drain(engine);
        assertThat(engine.outboundDone()).isTrue();
        assertThat(engine.inboundDone()).isTrue();
        assertThat(engine.need()).isEqualTo(Need.NOTHING);
        assertThat(engine.handshaking()).isFalse();
    }
}
