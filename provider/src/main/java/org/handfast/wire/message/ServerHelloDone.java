package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** {@code struct { } ServerHelloDone;} TLS 1.2, RFC 5246 §7.4.5. */
public record ServerHelloDone() implements HandshakeMessage {
    static ServerHelloDone read(Reader in) {
        return new ServerHelloDone();
    }

    @Override
    public void write(Writer out) {
        // the body is empty
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO_DONE;
    }
}
