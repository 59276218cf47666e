package org.handfast.engine;

import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.handfast.credential.Role;

/** A client and a server joined in memory. */
final class Pair {
    static final ByteBuffer[] NONE = {ByteBuffer.allocate(0)};

    final Side client;
    final Side server;
    private final IntFunction<ByteBuffer> buffers;
    private int idle;

    Pair(Engines clientSide, Engines serverSide, IntFunction<ByteBuffer> buffers) {
        this.client = new Side(clientSide.create(Role.CLIENT));
        this.server = new Side(serverSide.create(Role.SERVER));
        this.buffers = buffers;
    }

    /** Of engines made elsewhere. */
    Pair(TlsEngine client, TlsEngine server) {
        this.client = new Side(client);
        this.server = new Side(server);
        this.buffers = ByteBuffer::allocate;
    }

    static Pair established() {
        return established(new Engines(), new Engines());
    }

    static Pair established(Engines clientSide, Engines serverSide) {
        Pair pair = new Pair(clientSide, serverSide, ByteBuffer::allocate);
        pair.handshake();
        return pair;
    }

    /** One end: the engine, what it sent and nobody took yet, and how often it said FINISHED. */
    static final class Side {
        final TlsEngine engine;
        byte[] wire = {};
        int finished;

        Side(TlsEngine engine) {
            this.engine = engine;
        }
    }

    /** Until both ends have nothing to do; fails if that takes too long. */
    void handshake() {
        client.engine.begin();
        server.engine.begin();
        for (int turns = 0; !(client.engine.established() && server.engine.established()); turns++) {
            if (turns > 100) {
                throw new AssertionError("no progress: " + client.engine.need() + ", " + server.engine.need());
            }
            step(client, server);
            step(server, client);
        }
    }

    /** Does what {@code side} needs; what it sends goes to its wire, what it needs comes from the other's. */
    void step(Side side, Side other) {
        switch (side.engine.need()) {
            case SEND -> flush(side);
            case WORK -> work(side.engine);
            case RECEIVE -> take(side, other);
            case NOTHING -> { }
            default -> throw new AssertionError(side.engine.need());
        }
    }

    static void work(TlsEngine engine) {
        for (Runnable work = engine.work(); work != null; work = engine.work()) {
            work.run();
        }
    }

    /** One send without data. */
    Outcome flush(Side side) {
        return send(side, new ByteBuffer[0]);
    }

    /** One send. */
    Outcome send(Side side, ByteBuffer... sources) {
        return put(side, out -> side.engine.send(sources, 0, sources.length, out));
    }

    /** What a call wrote goes to the wire. */
    Outcome put(Side side, Function<ByteBuffer, Outcome> call) {
        ByteBuffer out = buffers.apply(TlsEngine.PACKET_SIZE);
        int start = out.position();
        Outcome outcome = call.apply(out);
        if (out.position() - start != outcome.produced()) {
            throw new AssertionError("counts differ: " + outcome);
        }
        side.finished += outcome.handshakeFinished() ? 1 : 0;
        byte[] all = java.util.Arrays.copyOf(side.wire, side.wire.length + outcome.produced());
        for (int i = 0; i < outcome.produced(); i++) {
            all[side.wire.length + i] = out.get(start + i);
        }
        side.wire = all;
        return outcome;
    }

    /** One receive of what the other sent. */
    Outcome take(Side side, Side other, ByteBuffer... targets) {
        ByteBuffer in = buffers.apply(other.wire.length);
        int start = in.position();
        in.put(other.wire).position(start);
        Outcome outcome = side.engine.receive(in, targets.length == 0 ? NONE : targets, 0, Math.max(1, targets.length));
        if (in.position() - start != outcome.consumed()) {
            throw new AssertionError("counts differ: " + outcome);
        }
        idle = outcome.consumed() > 0 || other.wire.length == 0 ? 0 : idle + 1;
        if (idle > 100) {
            throw new AssertionError("not taken: " + outcome + ", " + side.engine.need() + ", " + other.wire.length
                    + " bytes wait");
        }
        side.finished += outcome.handshakeFinished() ? 1 : 0;
        other.wire = java.util.Arrays.copyOfRange(other.wire, outcome.consumed(), other.wire.length);
        return outcome;
    }

    /** Sends all and receives all; the bytes that came out. */
    byte[] transfer(Side from, Side to, byte[] data) {
        ByteBuffer source = ByteBuffer.wrap(data);
        ByteBuffer target = buffers.apply(data.length + 17);
        int start = target.position();
        do {
            send(from, source);
        } while (source.hasRemaining());
        while (from.wire.length > 0) {
            take(to, from, target);
        }
        byte[] received = new byte[target.position() - start];
        target.position(start);
        target.get(received);
        return received;
    }
}
