package org.handfast.jsse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** A client and a server engine joined in memory. */
final class EnginePair {
    private static final int MOST_TURNS = 200;

    final EngineSide client;
    final EngineSide server;

    EnginePair(SSLEngine clientEngine, SSLEngine serverEngine) {
        clientEngine.setUseClientMode(true);
        serverEngine.setUseClientMode(false);
        client = new EngineSide(clientEngine);
        server = new EngineSide(serverEngine);
    }

    /** Ours on both sides, one authority, host {@code server.example}. */
    static EnginePair ours() {
        return of(Contexts.client(), Contexts.server());
    }

    static EnginePair of(SSLContext clientContext, SSLContext serverContext) {
        return new EnginePair(
                clientContext.createSSLEngine("server.example", 443), serverContext.createSSLEngine("client", 4711));
    }

    static EnginePair established() throws SSLException {
        return ours().handshake();
    }

    /** Until both sides reported FINISHED and nothing is on the way. */
    EnginePair handshake() throws SSLException {
        client.engine.beginHandshake();
        server.engine.beginHandshake();
        run();
        if (client.finished != 1 || server.finished != 1) {
            throw new AssertionError("FINISHED " + client.finished + " and " + server.finished + " times");
        }
        return this;
    }

    /** Turns both sides until neither wants anything and no byte is on the way. */
    void run() throws SSLException {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            boolean moved = step(client, server) | step(server, client);
            if (!moved) {
                return;
            }
        }
        throw new AssertionError("no end: " + client.engine.getHandshakeStatus() + ", "
                + server.engine.getHandshakeStatus() + ", " + client.results + ", " + server.results);
    }

    /** One call that the side needs; false: it needs none, or only bytes that are not there. */
    boolean step(EngineSide side, EngineSide other) throws SSLException {
        switch (side.engine.getHandshakeStatus()) {
            case NEED_TASK:
                side.tasks();
                return true;
            case NEED_WRAP:
                side.wrap();
                return true;
            default:
                if (!other.wire.hasRemaining() || side.engine.isInboundDone()) {
                    return false;
                }
                side.unwrap(other, ByteBuffer.allocate(0));
                return true;
        }
    }

    /** Sends a text one way; what arrived. */
    String send(EngineSide from, EngineSide to, String text) throws SSLException {
        return new String(send(from, to, text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** Sends bytes one way; what arrived. */
    byte[] send(EngineSide from, EngineSide to, byte[] data) throws SSLException {
        ByteBuffer source = ByteBuffer.wrap(data);
        ByteBuffer target = ByteBuffer.allocate(data.length + 1);
        while (source.hasRemaining()) {
            from.wrap(source);
            while (from.wire.hasRemaining()) {
                to.unwrap(from, target);
            }
        }
        byte[] received = new byte[target.flip().remaining()];
        target.get(received);
        return received;
    }
}
