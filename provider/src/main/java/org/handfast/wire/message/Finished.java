package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { opaque verify_data[Hash.length]; } Finished;} RFC 9846 §4.5.3.
 *
 * @param verifyData the whole body; the state, which knows the hash, checks the length
 */
public record Finished(Opaque verifyData) implements HandshakeMessage {
    static Finished read(Reader in) {
        return new Finished(in.rest());
    }

    @Override
    public void write(Writer out) {
        out.bytes(verifyData);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.FINISHED;
    }
}
