package org.handfast.iana;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type of a handshake message (RFC 9846 §4).
 *
 * <p>An open code point: every value a peer may send is representable, known or not. Immutable and
 * thread-safe.
 *
 * @param code the code on the wire, 0 to 0xFF
 * @see <a href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml">IANA registry</a>
 */
public record HandshakeType(int code) {
    public static final HandshakeType HELLO_REQUEST = new HandshakeType(0x00);
    public static final HandshakeType CLIENT_HELLO = new HandshakeType(0x01);
    public static final HandshakeType SERVER_HELLO = new HandshakeType(0x02);
    public static final HandshakeType NEW_SESSION_TICKET = new HandshakeType(0x04);
    public static final HandshakeType END_OF_EARLY_DATA = new HandshakeType(0x05);
    public static final HandshakeType ENCRYPTED_EXTENSIONS = new HandshakeType(0x08);
    public static final HandshakeType CERTIFICATE = new HandshakeType(0x0B);
    public static final HandshakeType SERVER_KEY_EXCHANGE = new HandshakeType(0x0C);
    public static final HandshakeType CERTIFICATE_REQUEST = new HandshakeType(0x0D);
    public static final HandshakeType SERVER_HELLO_DONE = new HandshakeType(0x0E);
    public static final HandshakeType CERTIFICATE_VERIFY = new HandshakeType(0x0F);
    public static final HandshakeType CLIENT_KEY_EXCHANGE = new HandshakeType(0x10);
    public static final HandshakeType FINISHED = new HandshakeType(0x14);
    public static final HandshakeType CERTIFICATE_STATUS = new HandshakeType(0x16);
    public static final HandshakeType KEY_UPDATE = new HandshakeType(0x18);
    public static final HandshakeType COMPRESSED_CERTIFICATE = new HandshakeType(0x19);
    public static final HandshakeType MESSAGE_HASH = new HandshakeType(0xFE);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x00, "hello_request"),
            Map.entry(0x01, "client_hello"),
            Map.entry(0x02, "server_hello"),
            Map.entry(0x04, "new_session_ticket"),
            Map.entry(0x05, "end_of_early_data"),
            Map.entry(0x08, "encrypted_extensions"),
            Map.entry(0x0B, "certificate"),
            Map.entry(0x0C, "server_key_exchange"),
            Map.entry(0x0D, "certificate_request"),
            Map.entry(0x0E, "server_hello_done"),
            Map.entry(0x0F, "certificate_verify"),
            Map.entry(0x10, "client_key_exchange"),
            Map.entry(0x14, "finished"),
            Map.entry(0x16, "certificate_status"),
            Map.entry(0x18, "key_update"),
            Map.entry(0x19, "compressed_certificate"),
            Map.entry(0xFE, "message_hash"));

    /** Checks the range; anything else is a programming error. */
    public HandshakeType {
        if (code < 0 || code > 0xFF) {
            throw new IllegalArgumentException("HandshakeType out of range: " + code);
        }
    }

    /** The code point for a value read from the wire; never null. */
    public static HandshakeType of(int code) {
        return new HandshakeType(code);
    }

    /** The code point with this registry name, if this list knows it. Case matters. */
    public static Optional<HandshakeType> named(String name) {
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(e -> new HandshakeType(e.getKey()))
                .findFirst();
    }

    /** All code points this list knows, by ascending code. Unmodifiable. */
    public static List<HandshakeType> known() {
        return NAMES.keySet().stream().sorted().map(HandshakeType::new).toList();
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
