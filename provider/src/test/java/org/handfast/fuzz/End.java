package org.handfast.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.handfast.engine.Need;
import org.handfast.engine.Outcome;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;

/** An engine and the bytes that came for it. Every step is bounded and every failure judged. */
final class End {
    private static final int MOST_STEPS = 20_000;
    private static final ByteBuffer[] NOTHING = {};

    final TlsEngine engine;
    private final ByteBuffer target = ByteBuffer.allocate(TlsEngine.APPLICATION_SIZE + 1);
    private byte[] waiting = {};

    End(TlsEngine engine) {
        this.engine = engine;
        engine.begin();
    }

    /** All that wants to leave. */
    byte[] flush() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int steps = 0; isBusy(); steps++) {
            require(steps < MOST_STEPS, "goes on for ever");
            if (engine.need() == Need.WORK) {
                work();
            } else {
                send(out, NOTHING);
            }
        }
        return out.toByteArray();
    }

    /** One record of data, if that can be sent now. */
    byte[] send(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        send(out, ByteBuffer.wrap(data));
        return out.toByteArray();
    }

    /** Takes what is whole of these bytes and those from before; what it says meanwhile. */
    byte[] take(byte[] bytes) {
        waiting = join(waiting, bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(flush());
        for (int steps = 0; receive() > 0; steps++) {
            require(steps < MOST_STEPS, "takes for ever");
            out.writeBytes(flush());
        }
        out.writeBytes(flush());
        return out.toByteArray();
    }

    /** Ends it both ways; afterwards it needs nothing, and a failure stays what it was. */
    void end() {
        try {
            engine.closeOutbound();
            engine.closeInbound().ifPresent(End::judge);
        } catch (TlsFailure failure) {
            judge(failure);
        }
        flush();
        require(engine.need() == Need.NOTHING, "needs " + engine.need());
        require(engine.outboundDone() && engine.inboundDone(), "is not done");
        require(!engine.handshaking(), "is handshaking");
        engine.failure().ifPresent(this::requireAgain);
    }

    boolean isOpen() {
        return engine.established() && engine.failure().isEmpty() && !engine.inboundDone() && !engine.outboundDone();
    }

    private boolean isBusy() {
        return engine.need() == Need.WORK || engine.need() == Need.SEND;
    }

    private void work() {
        int pieces = 0;
        for (Runnable work = engine.work(); work != null; work = engine.work()) {
            work.run();
            require(++pieces < MOST_STEPS, "works for ever");
        }
        require(engine.need() != Need.WORK || pieces > 0, "wants work and hands out none");
    }

    private void send(ByteArrayOutputStream out, ByteBuffer... sources) {
        ByteBuffer packet = ByteBuffer.allocate(TlsEngine.PACKET_SIZE);
        try {
            Outcome outcome = engine.send(sources, 0, sources.length, packet);
            require(outcome.produced() == packet.position(), "miscounts");
            require(outcome.status() != Outcome.Status.OVERFLOW, "lacks room");
        } catch (TlsFailure failure) {
            judge(failure);
        }
        out.write(packet.array(), 0, packet.position());
    }

    /** Bytes taken. */
    private int receive() {
        ByteBuffer source = ByteBuffer.wrap(waiting);
        target.clear();
        try {
            Outcome outcome = engine.receive(source, new ByteBuffer[] {target}, 0, 1);
            require(outcome.consumed() == source.position(), "miscounts");
            require(outcome.status() != Outcome.Status.OVERFLOW, "lacks room");
            waiting = Arrays.copyOfRange(waiting, outcome.consumed(), waiting.length);
            return outcome.consumed();
        } catch (TlsFailure failure) {
            judge(failure);
            require(target.position() == 0, "hands out data with a failure");
            return 0;
        }
    }

    private void requireAgain(TlsFailure first) {
        try {
            engine.receive(ByteBuffer.allocate(0), new ByteBuffer[] {target}, 0, 1);
        } catch (TlsFailure again) {
            require(again == first, "forgets its failure");
            return;
        }
        require(false, "receives after a failure");
    }

    /** A defect of ours must not hide behind a failure. */
    static void judge(TlsFailure failure) {
        if (failure.reason() == Reason.INTERNAL_ERROR) {
            throw new AssertionError("internal error", failure);
        }
    }

    static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError("the engine " + otherwise);
        }
    }
}
