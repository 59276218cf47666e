package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.ExtensionBlock;

/**
 * {@code struct { uint32 ticket_lifetime; uint32 ticket_age_add; opaque ticket_nonce<0..255>;
 * opaque ticket<1..2^16-1>; Extension extensions<0..2^16-1>; } NewSessionTicket;} RFC 9846 §4.7.1.
 *
 * @param ticketLifetime seconds, 0 to 2^32-1; above 604800 is not allowed
 * @param ticketAgeAdd   added to the age in milliseconds, 0 to 2^32-1
 * @param ticketNonce    0 to 255 bytes
 * @param ticket         at least one byte
 * @param extensions     present, possibly empty
 */
public record NewSessionTicket(long ticketLifetime, long ticketAgeAdd, Opaque ticketNonce, Opaque ticket,
        ExtensionBlock extensions) implements HandshakeMessage {
    static NewSessionTicket read(Reader in) {
        return new NewSessionTicket(in.u32("ticket_lifetime"), in.u32("ticket_age_add"),
                in.opaque8("ticket_nonce"), in.opaque16("ticket", 1), ExtensionBlock.read(in));
    }

    @Override
    public void write(Writer out) {
        out.u32(ticketLifetime).u32(ticketAgeAdd).opaque8(ticketNonce).opaque16(ticket);
        extensions.write(out);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }
}
