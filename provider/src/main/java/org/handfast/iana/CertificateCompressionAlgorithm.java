package org.handfast.iana;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate compression algorithm (RFC 8879 §7.3).
 *
 * <p>An open code point: every value a peer may send is representable, known or not. Immutable and
 * thread-safe.
 *
 * @param code the code on the wire, 0 to 0xFFFF
 * @see <a href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml">IANA registry</a>
 */
public record CertificateCompressionAlgorithm(int code) {
    public static final CertificateCompressionAlgorithm ZLIB = new CertificateCompressionAlgorithm(0x0001);
    public static final CertificateCompressionAlgorithm BROTLI = new CertificateCompressionAlgorithm(0x0002);
    public static final CertificateCompressionAlgorithm ZSTD = new CertificateCompressionAlgorithm(0x0003);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x0001, "zlib"),
            Map.entry(0x0002, "brotli"),
            Map.entry(0x0003, "zstd"));

    /** Checks the range; anything else is a programming error. */
    public CertificateCompressionAlgorithm {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("CertificateCompressionAlgorithm out of range: " + code);
        }
    }

    /** The code point for a value read from the wire; never null. */
    public static CertificateCompressionAlgorithm of(int code) {
        return new CertificateCompressionAlgorithm(code);
    }

    /** The code point with this registry name, if this list knows it. Case matters. */
    public static Optional<CertificateCompressionAlgorithm> named(String name) {
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(e -> new CertificateCompressionAlgorithm(e.getKey()))
                .findFirst();
    }

    /** All code points this list knows, by ascending code. Unmodifiable. */
    public static List<CertificateCompressionAlgorithm> known() {
        return NAMES.keySet().stream().sorted().map(CertificateCompressionAlgorithm::new).toList();
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
