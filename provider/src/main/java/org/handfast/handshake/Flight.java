package org.handfast.handshake;

import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;
import org.handfast.wire.message.HandshakeMessage;

/**
 * Outgoing handshake messages in one buffer; each one's bytes feed the transcript as they are written. Not
 * thread-safe.
 */
public final class Flight {
    private final Transcript transcript;
    private final Writer out = new Writer(2048);

    /** An empty flight of this handshake. */
    public Flight(Transcript transcript) {
        this.transcript = transcript;
    }

    /** Writes the message and hashes what was written. */
    public Flight add(HandshakeMessage message) {
        Opaque whole = message.encode();
        out.bytes(whole);
        transcript.add(whole);
        return this;
    }

    /** A copy of all messages so far, headers included. */
    public Opaque bytes() {
        return out.toOpaque();
    }
}
