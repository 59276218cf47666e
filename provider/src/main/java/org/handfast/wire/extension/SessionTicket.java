package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * The ticket itself, without a length, or nothing to ask for one. TLS 1.2 only; RFC 5077 §3.2.
 *
 * @param ticket empty to ask for one
 */
public record SessionTicket(Opaque ticket) implements Extension {
    static SessionTicket read(Reader in) {
        return new SessionTicket(in.rest());
    }

    @Override
    public void write(Writer out) {
        out.bytes(ticket);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SESSION_TICKET;
    }
}
