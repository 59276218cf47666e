package org.handfast.handshake;

import org.handfast.wire.Opaque;

/** Outgoing handshake messages in one buffer; each one's bytes feed the transcript as they are written. */
public final class Flight {
    /** All messages so far, headers included. The flight must not be added to afterwards. */
    public Opaque bytes() {
        return Opaque.EMPTY;
    }
}
