package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.NamedGroup;
import org.junit.jupiter.api.Test;

/** Nothing follows a hello in its record where the other side has to answer first (RFC 9846 §5.1). */
class HelloFlightTest {
    private final Engines clients = new Engines();
    private final Engines servers = new Engines();
    private Pair pair;

    /** The client shares one group, the server wants another. */
    private void start() {
        clients.groups = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);
        servers.groups = List.of(NamedGroup.SECP256R1);
        pair = new Pair(clients, servers, ByteBuffer::allocate);
        pair.client.engine.begin();
        pair.flush(pair.client);
    }

    @Test
    void aRetriedHandshakeSucceeds() {
        start();
        pair.handshake();
        assertThat(pair.server.engine.facts().helloRetried()).isTrue();
    }

    @Test
    void secondClientHelloDoesNotBeginInTheRecordOfTheFirst() {
        start();
        pair.client.wire = longer(pair.client.wire, 1);
        assertThat(failure(pair.server, pair.client)).isEqualTo(Reason.MESSAGE_ACROSS_KEY_CHANGE);
    }

    @Test
    void nothingFollowsAHelloRetryRequest() {
        start();
        pair.take(pair.server, pair.client);
        pair.flush(pair.server);
        pair.server.wire = longer(pair.server.wire, 2);
        assertThat(failure(pair.client, pair.server)).isEqualTo(Reason.MESSAGE_ACROSS_KEY_CHANGE);
    }

    private static Reason failure(Pair.Side side, Pair.Side other) {
        ByteBuffer in = ByteBuffer.wrap(other.wire);
        return catchThrowableOfType(TlsFailure.class, () -> side.engine.receive(in, Pair.NONE, 0, 1)).reason();
    }

    /** The one record there is, with a byte of the next message behind its own. */
    private static byte[] longer(byte[] wire, int type) {
        int length = (wire[3] & 0xFF) << 8 | wire[4] & 0xFF;
        byte[] longer = Arrays.copyOf(wire, 5 + length + 1);
        longer[5 + length] = (byte) type;
        longer[3] = (byte) (length + 1 >> 8);
        longer[4] = (byte) (length + 1);
        return longer;
    }
}
