package org.handfast.iana;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an alert says (RFC 9846 §6).
 *
 * <p>An open code point: every value a peer may send is representable, known or not. Immutable and
 * thread-safe.
 *
 * @param code the code on the wire, 0 to 0xFF
 * @see <a href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml">IANA registry</a>
 */
public record AlertDescription(int code) {
    public static final AlertDescription CLOSE_NOTIFY = new AlertDescription(0x00);
    public static final AlertDescription UNEXPECTED_MESSAGE = new AlertDescription(0x0A);
    public static final AlertDescription BAD_RECORD_MAC = new AlertDescription(0x14);
    public static final AlertDescription DECRYPTION_FAILED = new AlertDescription(0x15);
    public static final AlertDescription RECORD_OVERFLOW = new AlertDescription(0x16);
    public static final AlertDescription DECOMPRESSION_FAILURE = new AlertDescription(0x1E);
    public static final AlertDescription HANDSHAKE_FAILURE = new AlertDescription(0x28);
    public static final AlertDescription NO_CERTIFICATE = new AlertDescription(0x29);
    public static final AlertDescription BAD_CERTIFICATE = new AlertDescription(0x2A);
    public static final AlertDescription UNSUPPORTED_CERTIFICATE = new AlertDescription(0x2B);
    public static final AlertDescription CERTIFICATE_REVOKED = new AlertDescription(0x2C);
    public static final AlertDescription CERTIFICATE_EXPIRED = new AlertDescription(0x2D);
    public static final AlertDescription CERTIFICATE_UNKNOWN = new AlertDescription(0x2E);
    public static final AlertDescription ILLEGAL_PARAMETER = new AlertDescription(0x2F);
    public static final AlertDescription UNKNOWN_CA = new AlertDescription(0x30);
    public static final AlertDescription ACCESS_DENIED = new AlertDescription(0x31);
    public static final AlertDescription DECODE_ERROR = new AlertDescription(0x32);
    public static final AlertDescription DECRYPT_ERROR = new AlertDescription(0x33);
    public static final AlertDescription EXPORT_RESTRICTION = new AlertDescription(0x3C);
    public static final AlertDescription PROTOCOL_VERSION = new AlertDescription(0x46);
    public static final AlertDescription INSUFFICIENT_SECURITY = new AlertDescription(0x47);
    public static final AlertDescription INTERNAL_ERROR = new AlertDescription(0x50);
    public static final AlertDescription INAPPROPRIATE_FALLBACK = new AlertDescription(0x56);
    public static final AlertDescription USER_CANCELED = new AlertDescription(0x5A);
    public static final AlertDescription NO_RENEGOTIATION = new AlertDescription(0x64);
    public static final AlertDescription MISSING_EXTENSION = new AlertDescription(0x6D);
    public static final AlertDescription UNSUPPORTED_EXTENSION = new AlertDescription(0x6E);
    public static final AlertDescription CERTIFICATE_UNOBTAINABLE = new AlertDescription(0x6F);
    public static final AlertDescription UNRECOGNIZED_NAME = new AlertDescription(0x70);
    public static final AlertDescription BAD_CERTIFICATE_STATUS_RESPONSE = new AlertDescription(0x71);
    public static final AlertDescription BAD_CERTIFICATE_HASH_VALUE = new AlertDescription(0x72);
    public static final AlertDescription UNKNOWN_PSK_IDENTITY = new AlertDescription(0x73);
    public static final AlertDescription CERTIFICATE_REQUIRED = new AlertDescription(0x74);
    public static final AlertDescription GENERAL_ERROR = new AlertDescription(0x75);
    public static final AlertDescription NO_APPLICATION_PROTOCOL = new AlertDescription(0x78);
    public static final AlertDescription ECH_REQUIRED = new AlertDescription(0x79);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x00, "close_notify"),
            Map.entry(0x0A, "unexpected_message"),
            Map.entry(0x14, "bad_record_mac"),
            Map.entry(0x15, "decryption_failed"),
            Map.entry(0x16, "record_overflow"),
            Map.entry(0x1E, "decompression_failure"),
            Map.entry(0x28, "handshake_failure"),
            Map.entry(0x29, "no_certificate"),
            Map.entry(0x2A, "bad_certificate"),
            Map.entry(0x2B, "unsupported_certificate"),
            Map.entry(0x2C, "certificate_revoked"),
            Map.entry(0x2D, "certificate_expired"),
            Map.entry(0x2E, "certificate_unknown"),
            Map.entry(0x2F, "illegal_parameter"),
            Map.entry(0x30, "unknown_ca"),
            Map.entry(0x31, "access_denied"),
            Map.entry(0x32, "decode_error"),
            Map.entry(0x33, "decrypt_error"),
            Map.entry(0x3C, "export_restriction"),
            Map.entry(0x46, "protocol_version"),
            Map.entry(0x47, "insufficient_security"),
            Map.entry(0x50, "internal_error"),
            Map.entry(0x56, "inappropriate_fallback"),
            Map.entry(0x5A, "user_canceled"),
            Map.entry(0x64, "no_renegotiation"),
            Map.entry(0x6D, "missing_extension"),
            Map.entry(0x6E, "unsupported_extension"),
            Map.entry(0x6F, "certificate_unobtainable"),
            Map.entry(0x70, "unrecognized_name"),
            Map.entry(0x71, "bad_certificate_status_response"),
            Map.entry(0x72, "bad_certificate_hash_value"),
            Map.entry(0x73, "unknown_psk_identity"),
            Map.entry(0x74, "certificate_required"),
            Map.entry(0x75, "general_error"),
            Map.entry(0x78, "no_application_protocol"),
            Map.entry(0x79, "ech_required"));

    /** Checks the range; anything else is a programming error. */
    public AlertDescription {
        if (code < 0 || code > 0xFF) {
            throw new IllegalArgumentException("AlertDescription out of range: " + code);
        }
    }

    /** The code point for a value read from the wire; never null. */
    public static AlertDescription of(int code) {
        return new AlertDescription(code);
    }

    /** The code point with this registry name, if this list knows it. Case matters. */
    public static Optional<AlertDescription> named(String name) {
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(e -> new AlertDescription(e.getKey()))
                .findFirst();
    }

    /** All code points this list knows, by ascending code. Unmodifiable. */
    public static List<AlertDescription> known() {
        return NAMES.keySet().stream().sorted().map(AlertDescription::new).toList();
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
