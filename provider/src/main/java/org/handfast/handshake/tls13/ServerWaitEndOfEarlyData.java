package org.handfast.handshake.tls13;

import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.wire.message.EndOfEarlyData;

/**
 * WAIT_EOED of RFC 9846 appendix A.2: early data comes until this message ends it.
 *
 * @param last what is waited for then
 */
record ServerWaitEndOfEarlyData(ServerWaitFinished last) implements ServerState {
    @Override
    public State on(EndOfEarlyData message, Link link) {
        last.progress().transcript().add(link.received());
        link.readWith(last.progress().keys().client());
        return last;
    }
}
