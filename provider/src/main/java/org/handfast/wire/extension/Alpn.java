package org.handfast.wire.extension;

import java.util.List;
import org.handfast.failure.Reason;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { ProtocolName protocol_name_list<2..2^16-1>; } ProtocolNameList;} with
 * {@code opaque ProtocolName<1..2^8-1>;} RFC 7301 §3.1.
 *
 * @param protocols most preferred first, at least one; exactly one from a server
 */
public record Alpn(List<Opaque> protocols) implements Extension {
    /** Bytes of a list that is read: a limit of ours, far above what anybody offers. */
    private static final int LONGEST_LIST = 4096;

    /** Keeps an unmodifiable list. */
    public Alpn {
        protocols = List.copyOf(protocols);
    }

    /** Protocols by name; a name is the characters of its bytes (ISO 8859-1), as in JSSE. */
    public static Alpn of(List<String> names) {
        return new Alpn(names.stream().map(name -> Opaque.latin1(name)).toList());
    }

    static Alpn read(Reader in) {
        Reader names = Reader.of(in.opaque16("protocol_name_list", 2, LONGEST_LIST), "protocol_name_list");
        return new Alpn(names.list(list -> list.opaque8("protocol_name", 1)));
    }

    /** The server's form: "MUST contain exactly one ProtocolName", RFC 7301 §3.1. */
    static Alpn readSelected(Reader in) {
        Alpn alpn = read(in);
        if (alpn.protocols.size() != 1) {
            throw Reason.DECODE_ERROR.with("field", "protocol_name_list", "names", alpn.protocols.size());
        }
        return alpn;
    }

    @Override
    public void write(Writer out) {
        out.vector16(list -> list.each(protocols, (protocol, to) -> to.opaque8(protocol)));
    }

    /** The names in order, one character a byte. */
    public List<String> names() {
        return protocols.stream().map(protocol -> protocol.latin1()).toList();
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
    }
}
