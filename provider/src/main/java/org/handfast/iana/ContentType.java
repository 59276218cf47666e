package org.handfast.iana;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type of a record (RFC 9846 §5.1).
 *
 * <p>An open code point: every value a peer may send is representable, known or not. Immutable and
 * thread-safe.
 *
 * @param code the code on the wire, 0 to 0xFF
 * @see <a href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml">IANA registry</a>
 */
public record ContentType(int code) {
    public static final ContentType CHANGE_CIPHER_SPEC = new ContentType(0x14);
    public static final ContentType ALERT = new ContentType(0x15);
    public static final ContentType HANDSHAKE = new ContentType(0x16);
    public static final ContentType APPLICATION_DATA = new ContentType(0x17);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x14, "change_cipher_spec"),
            Map.entry(0x15, "alert"),
            Map.entry(0x16, "handshake"),
            Map.entry(0x17, "application_data"));

    /** Checks the range; anything else is a programming error. */
    public ContentType {
        if (code < 0 || code > 0xFF) {
            throw new IllegalArgumentException("ContentType out of range: " + code);
        }
    }

    /** The code point for a value read from the wire; never null. */
    public static ContentType of(int code) {
        return new ContentType(code);
    }

    /** The code point with this registry name, if this list knows it. Case matters. */
    public static Optional<ContentType> named(String name) {
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(e -> new ContentType(e.getKey()))
                .findFirst();
    }

    /** All code points this list knows, by ascending code. Unmodifiable. */
    public static List<ContentType> known() {
        return NAMES.keySet().stream().sorted().map(ContentType::new).toList();
    }

    /** Whether this list knows a name for the code. */
    public boolean isKnown() {
        return NAMES.containsKey(code);
    }

    /** The registry name, or the code in hexadecimal where it is unknown. */
    @Override
    public String toString() {
        String name = NAMES.get(code);
        return name != null ? name : String.format("0x%02X", code);
    }
}
