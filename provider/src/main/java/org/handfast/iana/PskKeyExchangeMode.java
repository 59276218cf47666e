package org.handfast.iana;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a pre-shared key is used (RFC 9846 §4.3.9).
 *
 * <p>An open code point: every value a peer may send is representable, known or not. Immutable and
 * thread-safe.
 *
 * @param code the code on the wire, 0 to 0xFF
 * @see <a href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml">IANA registry</a>
 */
public record PskKeyExchangeMode(int code) {
    public static final PskKeyExchangeMode PSK_KE = new PskKeyExchangeMode(0x00);
    public static final PskKeyExchangeMode PSK_DHE_KE = new PskKeyExchangeMode(0x01);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x00, "psk_ke"),
            Map.entry(0x01, "psk_dhe_ke"));

    /** Checks the range; anything else is a programming error. */
    public PskKeyExchangeMode {
        if (code < 0 || code > 0xFF) {
            throw new IllegalArgumentException("PskKeyExchangeMode out of range: " + code);
        }
    }

    /** The code point for a value read from the wire; never null. */
    public static PskKeyExchangeMode of(int code) {
        return new PskKeyExchangeMode(code);
    }

    /** The code point with this registry name, if this list knows it. Case matters. */
    public static Optional<PskKeyExchangeMode> named(String name) {
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(e -> new PskKeyExchangeMode(e.getKey()))
                .findFirst();
    }

    /** All code points this list knows, by ascending code. Unmodifiable. */
    public static List<PskKeyExchangeMode> known() {
        return NAMES.keySet().stream().sorted().map(PskKeyExchangeMode::new).toList();
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
