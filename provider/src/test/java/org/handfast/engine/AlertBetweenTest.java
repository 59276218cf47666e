package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.TlsFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Security rule S-1: an alert in the clear between any two records of a handshake ends it or changes nothing. All 256
 * codes are in the scripted test; here are those that once meant something to some implementation, at every place.
 */
class AlertBetweenTest {
    private static final int RECORDS = 12;

    static IntStream codes() {
        return IntStream.of(0, 10, 20, 41, 90, 100, 255);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void endsTheHandshakeOrChangesNothing(int code) {
        for (int place = 0; place < RECORDS; place++) {
            Engines server = new Engines();
            server.clientAuthentication = ClientAuthentication.NEED;
            Pair pair = new Pair(new Engines(), server, ByteBuffer::allocate);
            boolean injected = shake(pair, place, new byte[] {21, 3, 3, 0, 2, 1, (byte) code});
            boolean both = pair.client.engine.established() && pair.server.engine.established();
            if (both) {
                assertThat(injected && code != 90).as("alert %d at %d was passed over", code, place).isFalse();
                assertThat(pair.server.engine.facts().peerChain()).isEqualTo(Engines.CLIENT.chain());
            } else {
                assertThat(injected).as("place %d", place).isTrue();
            }
        }
    }

    /** True where the alert was put before a record, the place-th of all, and that while the handshake ran. */
    private static boolean shake(Pair pair, int place, byte[] alert) {
        pair.client.engine.begin();
        pair.server.engine.begin();
        boolean injected = false;
        int sent = 0;
        try {
            for (int turn = 0; turn < 200; turn++) {
                Pair.Side side = turn % 2 == 0 ? pair.client : pair.server;
                Pair.Side other = turn % 2 == 0 ? pair.server : pair.client;
                int before = side.wire.length;
                pair.step(side, other);
                if (side.wire.length > before && sent++ == place) {
                    side.wire = insert(side.wire, before, alert);
                    injected = true;
                }
            }
        } catch (TlsFailure refused) {
            return injected;
        }
        return injected;
    }

    private static byte[] insert(byte[] wire, int at, byte[] more) {
        byte[] all = Arrays.copyOf(wire, wire.length + more.length);
        System.arraycopy(more, 0, all, at, more.length);
        System.arraycopy(wire, at, all, at + more.length, wire.length - at);
        return all;
    }
}
