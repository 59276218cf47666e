package org.handfast.wire.extension;

import org.handfast.iana.NamedGroup;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { NamedGroup group; opaque key_exchange<1..2^16-1>; } KeyShareEntry;} RFC 9846 §4.3.8.
 *
 * @param group       the group of the share
 * @param keyExchange the public value in the group's encoding, at least one byte
 */
public record KeyShareEntry(NamedGroup group, Opaque keyExchange) {
    static KeyShareEntry read(Reader in) {
        return new KeyShareEntry(NamedGroup.of(in.u16("group")), in.opaque16("key_exchange", 1));
    }

    void write(Writer out) {
        out.u16(group.code()).opaque16(keyExchange);
    }
}
