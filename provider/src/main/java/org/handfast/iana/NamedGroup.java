package org.handfast.iana;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key exchange group (RFC 9846 §4.3.7, RFC 7919; hybrids: RFC 10024).
 *
 * <p>An open code point: every value a peer may send is representable, known or not. Immutable and
 * thread-safe.
 *
 * @param code the code on the wire, 0 to 0xFFFF
 * @see <a href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml">IANA registry</a>
 */
public record NamedGroup(int code) {
    public static final NamedGroup SECP256R1 = new NamedGroup(0x0017);
    public static final NamedGroup SECP384R1 = new NamedGroup(0x0018);
    public static final NamedGroup SECP521R1 = new NamedGroup(0x0019);
    public static final NamedGroup X25519 = new NamedGroup(0x001D);
    public static final NamedGroup X448 = new NamedGroup(0x001E);
    public static final NamedGroup FFDHE2048 = new NamedGroup(0x0100);
    public static final NamedGroup FFDHE3072 = new NamedGroup(0x0101);
    public static final NamedGroup FFDHE4096 = new NamedGroup(0x0102);
    public static final NamedGroup FFDHE6144 = new NamedGroup(0x0103);
    public static final NamedGroup FFDHE8192 = new NamedGroup(0x0104);
    public static final NamedGroup MLKEM768 = new NamedGroup(0x0201);
    public static final NamedGroup MLKEM1024 = new NamedGroup(0x0202);
    public static final NamedGroup SECP256R1MLKEM768 = new NamedGroup(0x11EB);
    public static final NamedGroup X25519MLKEM768 = new NamedGroup(0x11EC);
    public static final NamedGroup SECP384R1MLKEM1024 = new NamedGroup(0x11ED);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x0017, "secp256r1"),
            Map.entry(0x0018, "secp384r1"),
            Map.entry(0x0019, "secp521r1"),
            Map.entry(0x001D, "x25519"),
            Map.entry(0x001E, "x448"),
            Map.entry(0x0100, "ffdhe2048"),
            Map.entry(0x0101, "ffdhe3072"),
            Map.entry(0x0102, "ffdhe4096"),
            Map.entry(0x0103, "ffdhe6144"),
            Map.entry(0x0104, "ffdhe8192"),
            Map.entry(0x0201, "MLKEM768"),
            Map.entry(0x0202, "MLKEM1024"),
            Map.entry(0x11EB, "SecP256r1MLKEM768"),
            Map.entry(0x11EC, "X25519MLKEM768"),
            Map.entry(0x11ED, "SecP384r1MLKEM1024"));

    /** Checks the range; anything else is a programming error. */
    public NamedGroup {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("NamedGroup out of range: " + code);
        }
    }

    /** The code point for a value read from the wire; never null. */
    public static NamedGroup of(int code) {
        return new NamedGroup(code);
    }

    /** The code point with this registry name, if this list knows it. Case matters. */
    public static Optional<NamedGroup> named(String name) {
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(e -> new NamedGroup(e.getKey()))
                .findFirst();
    }

    /** All code points this list knows, by ascending code. Unmodifiable. */
    public static List<NamedGroup> known() {
        return NAMES.keySet().stream().sorted().map(NamedGroup::new).toList();
    }

    /** Whether this list knows a name for the code. */
    public boolean isKnown() {
        return NAMES.containsKey(code);
    }

    /** Whether it is an elliptic curve: what ECDHE of TLS 1.2 can use (RFC 8422 §5.1.1). */
    public boolean isCurve() {
        return code > 0 && code < 0x0100;
    }

    /** Whether it is in the range of finite field groups (RFC 7919 §2). */
    public boolean isFiniteField() {
        return code >> 8 == 0x01;
    }

    /** Whether the group combines ML-KEM with a classical group (RFC 10024). */
    public boolean isHybrid() {
        return code >= 0x11EB && code <= 0x11ED;
    }

    /** The registry name, or the code in hexadecimal where it is unknown. */
    @Override
    public String toString() {
        String name = NAMES.get(code);
        return name != null ? name : String.format("0x%04X", code);
    }
}
