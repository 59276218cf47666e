package org.handfast.wire.extension;

import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { opaque identity<1..2^16-1>; uint32 obfuscated_ticket_age; } PskIdentity;} RFC 9846 §4.3.11.
 *
 * @param identity            a ticket, or the label of an external key
 * @param obfuscatedTicketAge milliseconds plus ticket_age_add modulo 2^32; 0 for external keys
 */
public record PskIdentity(Opaque identity, long obfuscatedTicketAge) {
    static PskIdentity read(Reader in) {
        return new PskIdentity(in.opaque16("identity", 1), in.u32("obfuscated_ticket_age"));
    }

    void write(Writer out) {
        out.opaque16(identity).u32(obfuscatedTicketAge);
    }
}
