package org.handfast.wire.extension;

import org.handfast.failure.Reason;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code enum { 2^9(1), 2^10(2), 2^11(3), 2^12(4), (255) } MaxFragmentLength;} RFC 6066 §4.
 *
 * @param code 1 to 4
 */
public record MaxFragmentLength(int code) implements Extension {
    /** Any other value: "it MUST abort the handshake with an illegal_parameter alert", RFC 6066 §4. */
    static MaxFragmentLength read(Reader in) {
        int code = in.u8("max_fragment_length");
        if (code < 1 || code > 4) {
            throw Reason.ILLEGAL_VALUE.with("field", "max_fragment_length", "value", code);
        }
        return new MaxFragmentLength(code);
    }

    @Override
    public void write(Writer out) {
        out.u8(code);
    }

    /** The length in bytes, 512 to 4096. */
    public int length() {
        return 1 << 8 + code;
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.MAX_FRAGMENT_LENGTH;
    }
}
