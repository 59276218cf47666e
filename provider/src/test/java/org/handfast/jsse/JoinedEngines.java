package org.handfast.jsse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** Two engines joined in memory. Data leaves in pieces of odd sizes. */
final class JoinedEngines implements Joined {
    private static final int MOST_TURNS = 20_000;

    private final Side client;
    private final Side server;
    private final Random sizes = new Random(1301);

    JoinedEngines(SSLEngine clientEngine, SSLEngine serverEngine) {
        client = new Side(clientEngine);
        server = new Side(serverEngine);
    }

    @Override
    public Result exchange(byte[] toServer, byte[] toClient) throws SSLException {
        client.begin(toServer);
        server.begin(toClient);
        run();
        return new Result(server.got.toByteArray(), client.got.toByteArray(), client.failure, server.failure);
    }

    @Override
    public End client() {
        return client;
    }

    @Override
    public End server() {
        return server;
    }

    @Override
    public void close() {
        client.engine.closeOutbound();
        server.engine.closeOutbound();
    }

    /** Until nothing moves. */
    private void run() {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            if (!(step(client, server) | step(server, client))) {
                return;
            }
        }
        throw new AssertionError("no end: " + client.engine.getHandshakeStatus() + ", "
                + server.engine.getHandshakeStatus());
    }

    private boolean step(Side side, Side other) {
        try {
            return side.step(other, 1 + sizes.nextInt(20_000));
        } catch (SSLException | RuntimeException e) {
            boolean first = side.failure == null;
            side.failure = first ? e : side.failure;
            return first;
        }
    }

    /** One end: its engine, what it sent and nobody read, what it is to send, what it received. */
    private final class Side implements End {
        final SSLEngine engine;
        final ByteBuffer wire = ByteBuffer.allocate(1 << 17);
        ByteBuffer data = ByteBuffer.allocate(0);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        Throwable failure;

        Side(SSLEngine engine) {
            this.engine = engine;
        }

        void begin(byte[] toSend) throws SSLException {
            data = ByteBuffer.wrap(toSend);
            got = new ByteArrayOutputStream();
            if (engine.getSession().getProtocol().equals("NONE")) {
                engine.beginHandshake();
            }
        }

        boolean step(Side other, int piece) throws SSLException {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                engine.getDelegatedTask().run();
                return true;
            }
            if (status == HandshakeStatus.NEED_WRAP) {
                return wrap(ByteBuffer.allocate(0)) || engine.getHandshakeStatus() != status;
            }
            boolean moved = failure == null && other.wire.position() > 0 && !engine.isInboundDone() && unwrap(other);
            boolean free = engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && !engine.isOutboundDone();
            if (failure == null && free && data.hasRemaining() && wire.remaining() > 40_000) {
                ByteBuffer part = data.slice().limit(Math.min(piece, data.remaining()));
                moved |= wrap(part);
                data.position(data.position() + part.position());
            }
            return moved;
        }

        boolean wrap(ByteBuffer source) throws SSLException {
            SSLEngineResult result = engine.wrap(source, wire);
            return result.bytesProduced() + result.bytesConsumed() > 0;
        }

        private boolean unwrap(Side other) throws SSLException {
            ByteBuffer target = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            other.wire.flip();
            try {
                HandshakeStatus before = engine.getHandshakeStatus();
                SSLEngineResult result = engine.unwrap(other.wire, target);
                got.write(target.array(), 0, target.position());
                return result.bytesConsumed() > 0 || engine.getHandshakeStatus() != before;
            } finally {
                other.wire.compact();
            }
        }

        @Override
        public SSLSession session() {
            return engine.getSession();
        }

        @Override
        public String applicationProtocol() {
            return engine.getApplicationProtocol();
        }

        @Override
        public void renewKeys() throws SSLException {
            engine.beginHandshake();
            run();
        }

        @Override
        public void closeOutput() {
            engine.closeOutbound();
            run();
        }

        @Override
        public boolean isAtEnd() {
            return engine.isInboundDone() && failure == null;
        }
    }
}
