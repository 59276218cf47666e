package org.handfast.wire.extension;

import org.handfast.failure.Reason;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code uint16 RecordSizeLimit;} RFC 8449 §4.
 *
 * @param limit the largest plaintext the sender takes, 64 to 65535; in TLS 1.3 with the content type byte
 */
public record RecordSizeLimit(int limit) implements Extension {
    /** The smallest limit allowed, in bytes. */
    public static final int SMALLEST = 64;

    /** "An endpoint MUST treat receipt of a smaller value as a fatal error", illegal_parameter, RFC 8449 §4. */
    static RecordSizeLimit read(Reader in) {
        int limit = in.u16("record_size_limit");
        if (limit < SMALLEST) {
            throw Reason.ILLEGAL_VALUE.with("field", "record_size_limit", "value", limit);
        }
        return new RecordSizeLimit(limit);
    }

    @Override
    public void write(Writer out) {
        out.u16(limit);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.RECORD_SIZE_LIMIT;
    }
}
