package org.handfast.jsse;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * One end of a connection in memory. Every call is checked: counts equal position changes, sources are not modified,
 * {@code getHandshakeStatus} is never FINISHED, NEED_WRAP is followed by progress.
 */
final class EngineSide {
    final SSLEngine engine;
    final List<SSLEngineResult> results = new ArrayList<>();
    /** Sent by this side and not yet read by the other. */
    ByteBuffer wire = ByteBuffer.allocate(1 << 18).flip();
    int finished;
    boolean runTasks = true;

    EngineSide(SSLEngine engine) {
        this.engine = engine;
    }

    /** One wrap of these sources, into the wire. */
    SSLEngineResult wrap(ByteBuffer... sources) throws SSLException {
        ByteBuffer target = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        HandshakeStatus before = engine.getHandshakeStatus();
        long offered = remaining(sources);
        SSLEngineResult result = engine.wrap(sources, target);
        check(result.bytesProduced() == target.position(), "produced", result);
        check(result.bytesConsumed() == offered - remaining(sources), "consumed", result);
        if (before == HandshakeStatus.NEED_WRAP) {
            boolean progress = result.bytesProduced() > 0
                    || result.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
            check(progress, "NEED_WRAP without progress", result);
        }
        wire.compact().put(target.flip()).flip();
        return seen(result);
    }

    /** One unwrap from the other's wire. */
    SSLEngineResult unwrap(EngineSide other, ByteBuffer... targets) throws SSLException {
        return unwrap(other.wire, targets);
    }

    /** One unwrap. */
    SSLEngineResult unwrap(ByteBuffer source, ByteBuffer... targets) throws SSLException {
        ByteBuffer copy = source.duplicate();
        byte[] original = new byte[copy.remaining()];
        copy.get(original);
        copy.rewind();
        int start = source.position();
        long room = remaining(targets);
        SSLEngineResult result = engine.unwrap(source, targets);
        check(result.bytesConsumed() == source.position() - start, "consumed", result);
        check(result.bytesProduced() == room - remaining(targets), "produced", result);
        check(ByteBuffer.wrap(original).equals(source.duplicate().position(start)), "source modified", result);
        boolean idle = result.getStatus() == Status.OK && result.bytesConsumed() == 0
                && result.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP;
        check(!idle, "OK and NEED_UNWRAP without progress", result);
        return seen(result);
    }

    /** Runs every task there is; how many. */
    int tasks() {
        int run = 0;
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
            run++;
        }
        return run;
    }

    private SSLEngineResult seen(SSLEngineResult result) {
        results.add(result);
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            finished++;
        }
        check(engine.getHandshakeStatus() != HandshakeStatus.FINISHED, "FINISHED between calls", result);
        return result;
    }

    static long remaining(ByteBuffer... buffers) {
        long all = 0;
        for (ByteBuffer buffer : buffers) {
            all += buffer.remaining();
        }
        return all;
    }

    private static void check(boolean right, String what, SSLEngineResult result) {
        if (!right) {
            throw new AssertionError(what + ": " + result);
        }
    }
}
