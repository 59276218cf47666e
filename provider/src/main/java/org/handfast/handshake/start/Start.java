package org.handfast.handshake.start;

import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;

/** Where a handshake begins. */
public final class Start {
    private Start() {}

    /** Sends the ClientHello and waits for the answer. */
    public static State client(Terms terms, Link link) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Waits for a ClientHello. */
    public static State server(Terms terms) {
        throw new UnsupportedOperationException("not yet");
    }
}
