package org.handfast.failure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.handfast.iana.AlertDescription;

/**
 * Every distinguishable failure. Blame, alert and the RFC section that asks for it hang on the constant, so
 * that they cannot drift apart; the remedy is the line of the same name in {@code remedies.properties}.
 */
public enum Reason {
    // parsing
    DECODE_ERROR(Blame.PEER_MISBEHAVED, AlertDescription.DECODE_ERROR, "RFC 9846 §6.2"),
    TRAILING_DATA(Blame.PEER_MISBEHAVED, AlertDescription.DECODE_ERROR, "RFC 9846 §6.2"),
    MESSAGE_TOO_LARGE(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4"),
    CERTIFICATE_MESSAGE_TOO_LARGE(Blame.PEER_MISBEHAVED, AlertDescription.BAD_CERTIFICATE, "RFC 9846 §4.5.1"),
    UNKNOWN_HANDSHAKE_TYPE(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §4"),
    DUPLICATE_EXTENSION(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3"),
    MISPLACED_EXTENSION(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3"),
    UNSOLICITED_EXTENSION(Blame.PEER_MISBEHAVED, AlertDescription.UNSUPPORTED_EXTENSION, "RFC 9846 §4.3"),
    MISSING_EXTENSION(Blame.PEER_MISBEHAVED, AlertDescription.MISSING_EXTENSION, "RFC 9846 §9.2"),
    ILLEGAL_VALUE(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §6.2"),
    // records
    UNEXPECTED_MESSAGE(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §4"),
    UNEXPECTED_RECORD_TYPE(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5"),
    BAD_RECORD_VERSION(Blame.PEER_MISBEHAVED, AlertDescription.PROTOCOL_VERSION, "RFC 9846 §5.1"),
    NOT_TLS(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5.1"),
    PLAINTEXT_HTTP(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5.1"),
    SSL2_HELLO(Blame.PEER_INCOMPATIBLE, AlertDescription.PROTOCOL_VERSION, "RFC 6176 §3"),
    RECORD_OVERFLOW(Blame.PEER_MISBEHAVED, AlertDescription.RECORD_OVERFLOW, "RFC 9846 §5.2"),
    BAD_RECORD_MAC(Blame.PEER_MISBEHAVED, AlertDescription.BAD_RECORD_MAC, "RFC 9846 §5.2"),
    EMPTY_HANDSHAKE_RECORD(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5.1"),
    EMPTY_ALERT_RECORD(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5.4"),
    NO_CONTENT_TYPE(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5.4"),
    TOO_MANY_EMPTY_RECORDS(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5.1"),
    TOO_MANY_HANDSHAKE_RECORDS(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5.1"),
    TOO_MANY_WARNING_ALERTS(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §6.1"),
    TOO_MANY_CHANGE_CIPHER_SPECS(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5"),
    TOO_MANY_KEY_UPDATES(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §4.7.3"),
    TOO_MUCH_UNAUTHENTICATED_DATA(Blame.PEER_MISBEHAVED, AlertDescription.INTERNAL_ERROR, "RFC 9846 §6.2"),
    TOO_MUCH_SKIPPED_EARLY_DATA(
            Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §4.3.10"),
    TOO_MUCH_EARLY_DATA(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §4.3.10"),
    BAD_CHANGE_CIPHER_SPEC(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5"),
    BAD_ALERT(Blame.PEER_MISBEHAVED, AlertDescription.DECODE_ERROR, "RFC 9846 §6"),
    BAD_ALERT_LEVEL(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §6"),
    MESSAGE_ACROSS_KEY_CHANGE(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5.1"),
    INTERLEAVED_RECORD(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §5.1"),
    SEQUENCE_EXHAUSTED(Blame.INTERNAL, AlertDescription.INTERNAL_ERROR, "RFC 9846 §5.3"),
    AEAD_LIMIT_REACHED(Blame.INTERNAL, AlertDescription.INTERNAL_ERROR, "RFC 9846 §5.5"),
    TRUNCATED(Blame.PEER_MISBEHAVED, AlertDescription.CLOSE_NOTIFY, "RFC 9846 §6.1"),
    PEER_ALERT(Blame.PEER_INCOMPATIBLE, AlertDescription.CLOSE_NOTIFY, "RFC 9846 §6.2"),
    HANDSHAKE_TIMEOUT(Blame.PEER_INCOMPATIBLE, AlertDescription.CLOSE_NOTIFY, "RFC 9846 §6.1"),
    // negotiation
    NO_COMMON_VERSION(Blame.PEER_INCOMPATIBLE, AlertDescription.PROTOCOL_VERSION, "RFC 9846 §4.3.1"),
    NO_COMMON_SUITE(Blame.PEER_INCOMPATIBLE, AlertDescription.HANDSHAKE_FAILURE, "RFC 9846 §4.2.1"),
    NO_COMMON_GROUP(Blame.PEER_INCOMPATIBLE, AlertDescription.HANDSHAKE_FAILURE, "RFC 9846 §4.2.1"),
    HYBRID_GROUP_REQUIRED(Blame.PEER_INCOMPATIBLE, AlertDescription.HANDSHAKE_FAILURE, "RFC 9846 §4.2.1"),
    NO_COMMON_SIGNATURE_SCHEME(Blame.PEER_INCOMPATIBLE, AlertDescription.HANDSHAKE_FAILURE, "RFC 9846 §4.3.3"),
    NO_APPLICATION_PROTOCOL(Blame.PEER_INCOMPATIBLE, AlertDescription.NO_APPLICATION_PROTOCOL, "RFC 7301 §3.2"),
    APPLICATION_PROTOCOL_NOT_OFFERED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 7301 §3.1"),
    UNRECOGNIZED_NAME(Blame.PEER_INCOMPATIBLE, AlertDescription.UNRECOGNIZED_NAME, "RFC 6066 §3"),
    BAD_SERVER_NAME(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 6066 §3"),
    DOWNGRADE_DETECTED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.2.3"),
    VERSION_NOT_OFFERED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3.1"),
    SUITE_NOT_OFFERED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.2.3"),
    GROUP_NOT_OFFERED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3.8"),
    SUITE_CHANGED_AFTER_RETRY(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.2.4"),
    SESSION_ID_NOT_ECHOED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.2.3"),
    BAD_LEGACY_VERSION(Blame.PEER_MISBEHAVED, AlertDescription.PROTOCOL_VERSION, "RFC 9846 §4.2.2"),
    BAD_COMPRESSION_METHOD(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.2.2"),
    SECOND_HELLO_RETRY_REQUEST(Blame.PEER_MISBEHAVED, AlertDescription.UNEXPECTED_MESSAGE, "RFC 9846 §4.2.4"),
    USELESS_HELLO_RETRY_REQUEST(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.2.4"),
    SECOND_HELLO_CHANGED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.2.2"),
    BAD_COOKIE(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3.2"),
    DUPLICATE_KEY_SHARE(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3.8"),
    KEY_SHARE_NOT_IN_GROUPS(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3.8"),
    PSK_NOT_LAST(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3.11"),
    BAD_BINDER(Blame.PEER_MISBEHAVED, AlertDescription.DECRYPT_ERROR, "RFC 9846 §4.3.11"),
    EARLY_DATA_NOT_FITTING(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3.10"),
    EARLY_DATA_TO_OLD_VERSION(
            Blame.PEER_MISBEHAVED, AlertDescription.PROTOCOL_VERSION, "RFC 9846 appendix E.3"),
    PSK_NOT_OFFERED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3.11"),
    SESSION_NOT_OFFERED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 5246 §7.4.1.3"),
    SESSION_CHANGED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 5246 §7.4.1.3"),
    EXTENDED_MAIN_SECRET_CHANGED(Blame.PEER_MISBEHAVED, AlertDescription.HANDSHAKE_FAILURE, "RFC 7627 §5.3"),
    EXTENDED_MAIN_SECRET_MISSING(Blame.PEER_INCOMPATIBLE, AlertDescription.HANDSHAKE_FAILURE, "RFC 7627 §5.2"),
    RENEGOTIATION_INFO_NOT_EMPTY(Blame.PEER_MISBEHAVED, AlertDescription.HANDSHAKE_FAILURE, "RFC 5746 §3.4"),
    RENEGOTIATION_REFUSED(Blame.PEER_INCOMPATIBLE, AlertDescription.NO_RENEGOTIATION, "RFC 5246 §7.4.1.1"),
    NO_COMMON_FINITE_FIELD_GROUP(
            Blame.PEER_INCOMPATIBLE, AlertDescription.INSUFFICIENT_SECURITY, "RFC 7919 §4"),
    INAPPROPRIATE_FALLBACK(Blame.PEER_INCOMPATIBLE, AlertDescription.INAPPROPRIATE_FALLBACK, "RFC 7507 §3"),
    // keys
    BAD_KEY_SHARE(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.3.8.2"),
    ZERO_SHARED_SECRET(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §7.4.2"),
    DHE_GROUP_REFUSED(Blame.PEER_INCOMPATIBLE, AlertDescription.INSUFFICIENT_SECURITY, "RFC 7919 §3"),
    BAD_FINISHED(Blame.PEER_MISBEHAVED, AlertDescription.DECRYPT_ERROR, "RFC 9846 §4.5.3"),
    BAD_SIGNATURE(Blame.PEER_MISBEHAVED, AlertDescription.DECRYPT_ERROR, "RFC 9846 §4.5.2"),
    SIGNATURE_SCHEME_NOT_OFFERED(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.5.2"),
    SIGNATURE_SCHEME_WRONG_KEY(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.5.2"),
    KEY_TRANSPORT_FAILED(Blame.CREDENTIAL, AlertDescription.INTERNAL_ERROR, "RFC 5246 §7.4.7.1"),
    SIGNING_FAILED(Blame.CREDENTIAL, AlertDescription.INTERNAL_ERROR, "RFC 9846 §4.5.2"),
    // certificates
    NO_CREDENTIAL(Blame.CREDENTIAL, AlertDescription.HANDSHAKE_FAILURE, "RFC 9846 §4.5.1.2"),
    CREDENTIAL_SELECTION_FAILED(Blame.CREDENTIAL, AlertDescription.INTERNAL_ERROR, "RFC 9846 §4.5.1.2"),
    KEY_DOES_NOT_MATCH_CERTIFICATE(Blame.CREDENTIAL, AlertDescription.INTERNAL_ERROR, "RFC 9846 §4.5.1"),
    EMPTY_CERTIFICATE(Blame.PEER_MISBEHAVED, AlertDescription.DECODE_ERROR, "RFC 9846 §4.5.1.3"),
    CERTIFICATE_REQUIRED(Blame.PEER_INCOMPATIBLE, AlertDescription.CERTIFICATE_REQUIRED, "RFC 9846 §4.5.1.3"),
    CLIENT_CERTIFICATE_MISSING(Blame.PEER_INCOMPATIBLE, AlertDescription.HANDSHAKE_FAILURE, "RFC 5246 §7.4.6"),
    CERTIFICATE_TYPE_NOT_ASKED_FOR(
            Blame.PEER_MISBEHAVED, AlertDescription.UNSUPPORTED_CERTIFICATE, "RFC 5246 §7.4.6"),
    CERTIFICATE_NOT_PARSED(Blame.CREDENTIAL, AlertDescription.BAD_CERTIFICATE, "RFC 9846 §4.5.1.3"),
    CERTIFICATE_WRONG_KEY_TYPE(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 5246 §7.4.2"),
    CHAIN_TOO_LONG(Blame.CREDENTIAL, AlertDescription.BAD_CERTIFICATE, "RFC 9846 §4.5.1"),
    CERTIFICATE_CONTEXT_NOT_EMPTY(Blame.PEER_MISBEHAVED, AlertDescription.ILLEGAL_PARAMETER, "RFC 9846 §4.5.1"),
    CERTIFICATE_UNTRUSTED(Blame.CREDENTIAL, AlertDescription.CERTIFICATE_UNKNOWN, "RFC 9846 §4.5.1.3"),
    CERTIFICATE_UNKNOWN_CA(Blame.CREDENTIAL, AlertDescription.UNKNOWN_CA, "RFC 9846 §6.2"),
    CERTIFICATE_EXPIRED(Blame.CREDENTIAL, AlertDescription.CERTIFICATE_EXPIRED, "RFC 9846 §6.2"),
    CERTIFICATE_NOT_YET_VALID(Blame.CREDENTIAL, AlertDescription.CERTIFICATE_EXPIRED, "RFC 9846 §6.2"),
    CERTIFICATE_REVOKED(Blame.CREDENTIAL, AlertDescription.CERTIFICATE_REVOKED, "RFC 9846 §6.2"),
    CERTIFICATE_HOST_MISMATCH(Blame.CREDENTIAL, AlertDescription.CERTIFICATE_UNKNOWN, "RFC 9525 §6"),
    CERTIFICATE_WRONG_USAGE(Blame.CREDENTIAL, AlertDescription.UNSUPPORTED_CERTIFICATE, "RFC 5280 §4.2.1.12"),
    CERTIFICATE_WEAK(Blame.CREDENTIAL, AlertDescription.BAD_CERTIFICATE, "RFC 9846 §4.5.1.3"),
    CERTIFICATE_CONSTRAINED(Blame.CREDENTIAL, AlertDescription.CERTIFICATE_UNKNOWN, "RFC 9846 §4.5.1.3"),
    BAD_STATUS_RESPONSE(Blame.CREDENTIAL, AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE, "RFC 6066 §8"),
    NO_TRUST_ANCHORS(Blame.CONFIGURATION, AlertDescription.INTERNAL_ERROR, "RFC 5280 §6.1.1"),
    TRUST_CHECK_FAILED(Blame.CREDENTIAL, AlertDescription.CERTIFICATE_UNKNOWN, "RFC 9846 §4.5.1.3"),
    CREDENTIAL_UNREADABLE(Blame.CREDENTIAL, AlertDescription.INTERNAL_ERROR, "RFC 9846 §4.5.1"),
    CREDENTIAL_EXPIRED(Blame.CREDENTIAL, AlertDescription.INTERNAL_ERROR, "RFC 5280 §4.1.2.5"),
    // ours
    CONFIGURATION_INVALID(Blame.CONFIGURATION, AlertDescription.INTERNAL_ERROR, "RFC 9846 §6.2"),
    NOTHING_ENABLED(Blame.CONFIGURATION, AlertDescription.INTERNAL_ERROR, "RFC 9846 §4.2.1"),
    ALGORITHM_UNAVAILABLE(Blame.CONFIGURATION, AlertDescription.INTERNAL_ERROR, "RFC 9846 §9.1"),
    PROFILE_UNAVAILABLE(Blame.CONFIGURATION, AlertDescription.INTERNAL_ERROR, "RFC 9846 §6.2"),
    ALREADY_CLOSED(Blame.API_MISUSE, AlertDescription.CLOSE_NOTIFY, "RFC 9846 §6.1"),
    CLOSED_DURING_HANDSHAKE(Blame.PEER_INCOMPATIBLE, AlertDescription.USER_CANCELED, "RFC 9846 §6.1"),
    INTERNAL_ERROR(Blame.INTERNAL, AlertDescription.INTERNAL_ERROR, "RFC 9846 §6.2");

    private static final int LONGEST_FACT = 256;

    private final Blame blame;
    private final AlertDescription alert;
    private final String section;

    Reason(Blame blame, AlertDescription alert, String section) {
        this.blame = blame;
        this.alert = alert;
        this.section = section;
    }

    /** Who can mend it. */
    public Blame blame() {
        return blame;
    }

    /** The alert sent to the peer; close_notify where none is sent for it. */
    public AlertDescription alert() {
        return alert;
    }

    /** The section that demands the check, such as {@code RFC 9846 §4.2.1}. */
    public String section() {
        return section;
    }

    /** The failure with this reason and no facts. */
    public TlsFailure failure() {
        return new TlsFailure(this, Map.of(), null);
    }

    /**
     * The failure with facts.
     *
     * @param namesAndValues name, value, name, value ...; values may be any object without secrets
     */
    public TlsFailure with(Object... namesAndValues) {
        return new TlsFailure(this, facts(namesAndValues), null);
    }

    /** The failure with a cause and facts; the cause's text is shown to our side only. */
    public TlsFailure causedBy(Throwable cause, Object... namesAndValues) {
        return new TlsFailure(this, facts(namesAndValues), cause);
    }

    private static Map<String, String> facts(Object... namesAndValues) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            facts.put(String.valueOf(namesAndValues[i]), printable(String.valueOf(namesAndValues[i + 1])));
        }
        return facts;
    }

    /** Peer text may carry control characters that forge log lines (security rule G-5). */
    private static String printable(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST_FACT));
        for (int i = 0; i < text.length() && safe.length() < LONGEST_FACT; i++) {
            char c = text.charAt(i);
            safe.append(c < 0x20 || c == 0x7F || (c >= 0x80 && !Character.isLetterOrDigit(c)) ? '?' : c);
        }
        return safe.toString();
    }
}
