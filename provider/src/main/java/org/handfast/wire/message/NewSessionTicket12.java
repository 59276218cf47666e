package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { uint32 ticket_lifetime_hint; opaque ticket<0..2^16-1>; } NewSessionTicket;} TLS 1.2, RFC 5077 §3.3.
 *
 * @param lifetimeHint seconds, 0 to 2^32-1; 0: unspecified
 * @param ticket       empty: none after all
 */
public record NewSessionTicket12(long lifetimeHint, Opaque ticket) implements HandshakeMessage {
    static NewSessionTicket12 read(Reader in) {
        return new NewSessionTicket12(in.u32("ticket_lifetime_hint"), in.opaque16("ticket"));
    }

    @Override
    public void write(Writer out) {
        out.u32(lifetimeHint).opaque16(ticket);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }
}
