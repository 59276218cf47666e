package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Two engines and the bytes between them, which arrive in pieces. */
final class MatrixLine {
    private static final ByteBuffer[] NOTHING = {};

    final TlsEngine client;
    final TlsEngine server;
    private final Random random;
    private byte[] toServer = {};
    private byte[] toClient = {};
    private int finished;

    MatrixLine(TlsEngine client, TlsEngine server, Random random) {
        this.client = client;
        this.server = server;
        this.random = random;
        client.begin();
        server.begin();
    }

    void handshake() {
        for (int turns = 0; !client.established() || !server.established(); turns++) {
            assertThat(turns).as("turns, with needs %s and %s", client.need(), server.need()).isLessThan(20);
            exchange();
        }
        exchange();
        assertThat(finished).as("said to be finished").isEqualTo(2);
        assertThat(client.need()).isEqualTo(Need.NOTHING);
        assertThat(server.need()).isEqualTo(Need.NOTHING);
    }

    /** As many bytes each way, compared where they arrive. */
    void moveBothWays(int size) {
        byte[] data = new byte[size];
        random.nextBytes(data);
        toServer = join(toServer, sent(client, data));
        ByteArrayOutputStream atServer = new ByteArrayOutputStream();
        toServer = take(server, toServer, atServer);
        assertThat(atServer.toByteArray()).isEqualTo(data);
        toClient = join(toClient, sent(server, data));
        ByteArrayOutputStream atClient = new ByteArrayOutputStream();
        toClient = take(client, toClient, atClient);
        assertThat(atClient.toByteArray()).isEqualTo(data);
        exchange();
    }

    /** One end closes, the other hears of it and answers. */
    void close() {
        boolean clientFirst = random.nextBoolean();
        (clientFirst ? client : server).closeOutbound();
        exchange();
        assertThat((clientFirst ? server : client).inboundDone()).isTrue();
        (clientFirst ? server : client).closeOutbound();
        exchange();
        for (TlsEngine end : new TlsEngine[] {client, server}) {
            assertThat(end.inboundDone()).isTrue();
            assertThat(end.outboundDone()).isTrue();
            assertThat(end.closeInbound()).isEmpty();
            assertThat(end.failure()).isEmpty();
        }
    }

    private void exchange() {
        toServer = join(toServer, said(client));
        toServer = take(server, toServer, new ByteArrayOutputStream());
        toClient = join(toClient, said(server));
        toClient = take(client, toClient, new ByteArrayOutputStream());
    }

    private byte[] said(TlsEngine end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (end.need() == Need.SEND || end.need() == Need.WORK) {
            Pair.work(end);
            send(end, NOTHING, out);
        }
        return out.toByteArray();
    }

    private byte[] sent(TlsEngine end, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer source = ByteBuffer.wrap(data);
        while (source.hasRemaining()) {
            send(end, new ByteBuffer[] {source}, out);
        }
        return out.toByteArray();
    }

    private void send(TlsEngine end, ByteBuffer[] sources, ByteArrayOutputStream out) {
        ByteBuffer packet = ByteBuffer.allocate(TlsEngine.PACKET_SIZE);
        finished += end.send(sources, 0, sources.length, packet).handshakeFinished() ? 1 : 0;
        out.write(packet.array(), 0, packet.position());
    }

    /** Feeds all of it, one more random piece at a time; what is left, which is nothing unless it has to speak. */
    private byte[] take(TlsEngine end, byte[] wire, ByteArrayOutputStream received) {
        int from = 0;
        int seen = 0;
        while (seen < wire.length) {
            seen += 1 + random.nextInt(wire.length - seen);
            ByteBuffer source = ByteBuffer.wrap(wire, from, seen - from);
            Outcome outcome;
            do {
                Pair.work(end);
                ByteBuffer target = ByteBuffer.allocate(TlsEngine.APPLICATION_SIZE + 1);
                outcome = end.receive(source, new ByteBuffer[] {target}, 0, 1);
                finished += outcome.handshakeFinished() ? 1 : 0;
                received.write(target.array(), 0, target.position());
            } while (outcome.consumed() > 0);
            from = source.position();
        }
        return Arrays.copyOfRange(wire, from, wire.length);
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
