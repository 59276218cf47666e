package org.handfast.iana;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A TLS protocol version (RFC 9846 §4.3.1), named as the JSSE names it.
 *
 * <p>An open code point: every value a peer may send is representable, known or not. Immutable and
 * thread-safe.
 *
 * @param code the code on the wire, 0 to 0xFFFF
 * @see <a href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml">IANA registry</a>
 */
public record ProtocolVersion(int code) {
    public static final ProtocolVersion SSL30 = new ProtocolVersion(0x0300);
    public static final ProtocolVersion TLS10 = new ProtocolVersion(0x0301);
    public static final ProtocolVersion TLS11 = new ProtocolVersion(0x0302);
    public static final ProtocolVersion TLS12 = new ProtocolVersion(0x0303);
    public static final ProtocolVersion TLS13 = new ProtocolVersion(0x0304);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x0300, "SSLv3"),
            Map.entry(0x0301, "TLSv1"),
            Map.entry(0x0302, "TLSv1.1"),
            Map.entry(0x0303, "TLSv1.2"),
            Map.entry(0x0304, "TLSv1.3"));

    /** Checks the range; anything else is a programming error. */
    public ProtocolVersion {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("ProtocolVersion out of range: " + code);
        }
    }

    /** The code point for a value read from the wire; never null. */
    public static ProtocolVersion of(int code) {
        return new ProtocolVersion(code);
    }

    /** The code point with this registry name, if this list knows it. Case matters. */
    public static Optional<ProtocolVersion> named(String name) {
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(e -> new ProtocolVersion(e.getKey()))
                .findFirst();
    }

    /** All code points this list knows, by ascending code. Unmodifiable. */
    public static List<ProtocolVersion> known() {
        return NAMES.keySet().stream().sorted().map(ProtocolVersion::new).toList();
    }

    /** Whether this list knows a name for the code. */
    public boolean isKnown() {
        return NAMES.containsKey(code);
    }

    /** The registry name, or the code in hexadecimal where it is unknown. */
    @Override
    public String toString() {
        String name = NAMES.get(code);
        return name != null ? name : String.format("0x%04X", code);
    }
}
