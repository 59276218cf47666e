package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.handfast.engine.Need;
import org.handfast.engine.TlsEngine;

/** Our engine and the JDK's joined in memory. */
final class JdkWire {
    private final TlsEngine ours;
    private final SSLEngine theirs;
    private final ByteBuffer toOurs = ByteBuffer.allocate(100000);
    private final ByteBuffer toTheirs = ByteBuffer.allocate(100000);
    private final ByteBuffer weGot = ByteBuffer.allocate(20000);
    private final ByteBuffer theyGot = ByteBuffer.allocate(20000);

    JdkWire(TlsEngine ours, SSLEngine theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    void handshake() throws Exception {
        ours.begin();
        theirs.beginHandshake();
        for (int turns = 0; turns < 200 && !done(); turns++) {
            stepOurs();
            stepTheirs();
        }
        assertThat(done()).as(ours.need() + " " + theirs.getHandshakeStatus()).isTrue();
    }

    private boolean done() {
        return ours.established() && theirs.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && ours.need() == Need.NOTHING;
    }

    private void stepOurs() {
        switch (ours.need()) {
            case WORK -> ours.work().run();
            case SEND -> ours.send(new ByteBuffer[0], 0, 0, toTheirs);
            default -> receiveOurs();
        }
    }

    private void receiveOurs() {
        toOurs.flip();
        ours.receive(toOurs, new ByteBuffer[] {weGot}, 0, 1);
        toOurs.compact();
    }

    private void stepTheirs() throws Exception {
        switch (theirs.getHandshakeStatus()) {
            case NEED_TASK -> theirs.getDelegatedTask().run();
            case NEED_WRAP -> theirs.wrap(ByteBuffer.allocate(0), toOurs);
            default -> unwrapTheirs();
        }
    }

    private void unwrapTheirs() throws Exception {
        toTheirs.flip();
        theirs.unwrap(toTheirs, theyGot);
        toTheirs.compact();
    }

    void toTheirs(String text) throws Exception {
        ours.send(new ByteBuffer[] {ByteBuffer.wrap(text.getBytes())}, 0, 1, toTheirs);
        while (toTheirs.position() > 0) {
            unwrapTheirs();
        }
    }

    void toOurs(String text) throws Exception {
        theirs.wrap(ByteBuffer.wrap(text.getBytes()), toOurs);
        while (toOurs.position() > 0) {
            receiveOurs();
        }
    }

    String theyGot() {
        return new String(Arrays.copyOf(theyGot.array(), theyGot.position()));
    }

    String weGot() {
        return new String(Arrays.copyOf(weGot.array(), weGot.position()));
    }
}
