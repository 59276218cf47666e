package org.handfast.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.handfast.failure.TlsFailure;

/** One engine that hears records and says what it wants to; a failure ends the hearing. */
final class Replay {
    final TlsEngine engine;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteBuffer data = ByteBuffer.allocate(100);
    private final ByteBuffer packet = ByteBuffer.allocate(2048);
    private TlsFailure failure;

    Replay(TlsEngine engine) {
        this.engine = engine;
        engine.begin();
        act();
    }

    /** Takes one record whole; nothing once there was a failure. */
    void hear(byte[] record) {
        if (failure != null) {
            return;
        }
        try {
            ByteBuffer source = ByteBuffer.wrap(record);
            Outcome outcome = engine.receive(source, new ByteBuffer[] {data}, 0, 1);
            if (outcome.status() != Outcome.Status.CLOSED && source.hasRemaining()) {
                throw new AssertionError("not taken: " + outcome + " at need " + engine.need());
            }
            act();
        } catch (TlsFailure e) {
            failure = e;
        }
    }

    /** The failure, or null. */
    TlsFailure failure() {
        return failure;
    }

    /** Bytes of application data handed out. */
    int delivered() {
        return data.position();
    }

    /** All it said. */
    byte[] said() {
        return said.toByteArray();
    }

    byte[] saidSince(int count) {
        return Arrays.copyOfRange(said(), count, said.size());
    }

    /** Whether it is connected and can hear more. */
    boolean isOpen() {
        return failure == null && engine.established() && !engine.inboundDone();
    }

    /** Whether it is connected just as the other is: same words, same keys, same peer. */
    boolean isSame(Replay other) {
        return isOpen() && other.isOpen() && Arrays.equals(said(), other.said())
                && Arrays.equals(engine.export("same", null, 32), other.engine.export("same", null, 32))
                && engine.facts().peerChain().equals(other.engine.facts().peerChain())
                && engine.facts().suite().equals(other.engine.facts().suite());
    }

    private void act() {
        while (engine.need() == Need.WORK || engine.need() == Need.SEND) {
            if (engine.need() == Need.WORK) {
                Pair.work(engine);
            } else {
                packet.clear();
                engine.send(Pair.NONE, 0, 0, packet);
                said.write(packet.array(), 0, packet.position());
            }
        }
    }
}
