package org.handfast.engine;

import org.handfast.handshake.Awaiting;
import org.handfast.handshake.Dispatch;
import org.handfast.handshake.State;
import org.handfast.wire.Opaque;

/**
 * The way through the states: the one in force, and the work it waits for. Moved on under the lock of the reading
 * side; whether work is out is readable without.
 */
final class Steps {
    private final ReadHalf read;
    private final EngineLink link;
    private final Delegated.Completion completion;
    private volatile Delegated<?> outstanding;
    private State state;

    Steps(ReadHalf read, EngineLink link, Delegated.Completion completion) {
        this.read = read;
        this.link = link;
        this.completion = completion;
    }

    /** The work that is waited for, or null. */
    Delegated<?> outstanding() {
        return outstanding;
    }

    /** Where a failure happened. */
    String place() {
        return state == null ? "start" : state.getClass().getSimpleName();
    }

    /** Goes on to {@code next}, and with messages that are whole already. */
    void settle(State next) {
        state = next;
        drain();
    }

    /** The peer's change_cipher_spec of TLS 1.2, which nothing precedes unread. */
    void changeCipherSpec() {
        settle(state.onChangeCipherSpec(link));
    }

    /** Work counts as outstanding to the end of this: nobody sees a need in between. */
    void drain() {
        while (!(state instanceof Awaiting<?>)) {
            Opaque message = read.poll();
            if (message == null) {
                outstanding = null;
                return;
            }
            link.deliver(message);
            state = Dispatch.deliver(message, state, link);
        }
        outstanding = new Delegated<>((Awaiting<?>) state, completion);
    }

    /** Nothing will be received, no message is expected, and what was secret goes. */
    void abandon() {
        outstanding = null;
        state = null;
        link.wipe();
        read.close();
    }
}
