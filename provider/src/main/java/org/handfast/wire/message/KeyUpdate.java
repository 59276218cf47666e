package org.handfast.wire.message;

import org.handfast.failure.Reason;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { KeyUpdateRequest request_update; } KeyUpdate;} RFC 9846 §4.7.3.
 *
 * @param requestUpdate whether the receiver shall update its sending keys too
 */
public record KeyUpdate(Request requestUpdate) implements HandshakeMessage {
    /** "If an implementation receives any other value, it MUST terminate ... illegal_parameter", RFC 9846 §4.7.3. */
    static KeyUpdate read(Reader in) {
        int code = in.u8("request_update");
        return switch (code) {
            case 0 -> new KeyUpdate(Request.UPDATE_NOT_REQUESTED);
            case 1 -> new KeyUpdate(Request.UPDATE_REQUESTED);
            default -> throw Reason.ILLEGAL_VALUE.with("field", "request_update", "value", code);
        };
    }

    @Override
    public void write(Writer out) {
        out.u8(requestUpdate.code());
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.KEY_UPDATE;
    }

    /** {@code enum { update_not_requested(0), update_requested(1), (255) } KeyUpdateRequest;} */
    public enum Request {
        /** The receiver need not answer. */
        UPDATE_NOT_REQUESTED(0),
        /** The receiver must answer with a KeyUpdate of its own. */
        UPDATE_REQUESTED(1);

        private final int code;

        Request(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
