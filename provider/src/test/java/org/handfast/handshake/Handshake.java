package org.handfast.handshake;

import org.handfast.handshake.start.Start;

/** A client and a server joined back to back. */
final class Handshake {
    final LoopLink client = new LoopLink();
    final LoopLink server = new LoopLink();

    Handshake(Peers.Side clientSide, Peers.Side serverSide) {
        server.enter(Start.server(serverSide.terms()));
        client.enter(Start.client(clientSide.terms(), client));
    }

    /** Until nobody has anything to say. */
    Handshake run() {
        while (!client.out.isEmpty() || !server.out.isEmpty()) {
            while (!client.out.isEmpty()) {
                server.deliver(client.out.remove());
            }
            while (!server.out.isEmpty()) {
                client.deliver(server.out.remove());
            }
        }
        return this;
    }

    static Handshake run(Peers.Side client, Peers.Side server) {
        return new Handshake(client, server).run();
    }
}
