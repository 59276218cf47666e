package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** {@code struct {} PostHandshakeAuth;} The client would authenticate later; RFC 9846 §4.3.6. */
public record PostHandshakeAuth() implements Extension {
    static PostHandshakeAuth read(Reader in) {
        return new PostHandshakeAuth();
    }

    @Override
    public void write(Writer out) {
        // the body is empty
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.POST_HANDSHAKE_AUTH;
    }
}
