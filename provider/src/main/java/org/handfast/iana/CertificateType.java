package org.handfast.iana;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form of a certificate (RFC 7250).
 *
 * <p>An open code point: every value a peer may send is representable, known or not. Immutable and
 * thread-safe.
 *
 * @param code the code on the wire, 0 to 0xFF
 * @see <a href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml">IANA registry</a>
 */
public record CertificateType(int code) {
    public static final CertificateType X509 = new CertificateType(0x00);
    public static final CertificateType RAW_PUBLIC_KEY = new CertificateType(0x02);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x00, "x509"),
            Map.entry(0x02, "raw_public_key"));

    /** Checks the range; anything else is a programming error. */
    public CertificateType {
        if (code < 0 || code > 0xFF) {
            throw new IllegalArgumentException("CertificateType out of range: " + code);
        }
    }

    /** The code point for a value read from the wire; never null. */
    public static CertificateType of(int code) {
        return new CertificateType(code);
    }

    /** The code point with this registry name, if this list knows it. Case matters. */
    public static Optional<CertificateType> named(String name) {
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(e -> new CertificateType(e.getKey()))
                .findFirst();
    }

    /** All code points this list knows, by ascending code. Unmodifiable. */
    public static List<CertificateType> known() {
        return NAMES.keySet().stream().sorted().map(CertificateType::new).toList();
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
