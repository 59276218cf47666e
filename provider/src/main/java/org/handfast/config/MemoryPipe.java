package org.handfast.config;

import java.nio.ByteBuffer;
import org.handfast.engine.Need;
import org.handfast.engine.TlsEngine;

/** Runs two engines against each other until nothing moves any more. */
final class MemoryPipe {
    private static final int MOST_ROUNDS = 200;
    private static final ByteBuffer[] NOTHING = {};

    private final Side client;
    private final Side server;

    MemoryPipe(TlsEngine client, TlsEngine server) {
        ByteBuffer toServer = buffer();
        ByteBuffer toClient = buffer();
        this.client = new Side(client, toClient, toServer);
        this.server = new Side(server, toServer, toClient);
    }

    void run() {
        client.engine.begin();
        server.engine.begin();
        boolean moved = true;
        for (int round = 0; moved && round < MOST_ROUNDS; round++) {
            moved = client.step();
            moved |= server.step();
        }
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(16 * TlsEngine.PACKET_SIZE);
    }

    /** One engine; {@code in} and {@code out} are in writing position between steps. */
    private record Side(TlsEngine engine, ByteBuffer in, ByteBuffer out) {
        boolean step() {
            Need need = engine.need();
            if (need == Need.WORK) {
                for (Runnable work = engine.work(); work != null; work = engine.work()) {
                    work.run();
                }
                return true;
            }
            if (need == Need.SEND) {
                return engine.send(NOTHING, 0, 0, out).produced() > 0;
            }
            return in.position() > 0 && receive();
        }

        private boolean receive() {
            in.flip();
            ByteBuffer[] targets = {ByteBuffer.allocate(TlsEngine.APPLICATION_SIZE)};
            int consumed = engine.receive(in, targets, 0, 1).consumed();
            in.compact();
            return consumed > 0 || engine.need() == Need.WORK || engine.need() == Need.SEND;
        }
    }
}
