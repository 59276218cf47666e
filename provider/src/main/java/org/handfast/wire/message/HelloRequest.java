package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** {@code struct { } HelloRequest;} TLS 1.2, RFC 5246 §7.4.1.1: a server's wish to renegotiate. */
public record HelloRequest() implements HandshakeMessage {
    static HelloRequest read(Reader in) {
        return new HelloRequest();
    }

    @Override
    public void write(Writer out) {
        // the body is empty
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.HELLO_REQUEST;
    }
}
