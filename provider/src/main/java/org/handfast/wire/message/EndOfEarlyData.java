package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct {} EndOfEarlyData;} RFC 9846 §4.6.
 */
public record EndOfEarlyData() implements HandshakeMessage {
    static EndOfEarlyData read(Reader in) {
        return new EndOfEarlyData();
    }

    @Override
    public void write(Writer out) {
        // the body is empty
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.END_OF_EARLY_DATA;
    }
}
