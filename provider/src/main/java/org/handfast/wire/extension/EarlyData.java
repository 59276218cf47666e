package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** Early data: offered, accepted, or allowed with a ticket. RFC 9846 §4.3.10. */
public sealed interface EarlyData extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.EARLY_DATA;
    }

    /** {@code case client_hello: Empty; case encrypted_extensions: Empty;} */
    record Indication() implements EarlyData {
        static Indication read(Reader in) {
            return new Indication();
        }

        @Override
        public void write(Writer out) {
            // the body is empty
        }
    }

    /**
     * {@code case new_session_ticket: uint32 max_early_data_size;}
     *
     * @param maxEarlyDataSize in bytes, 0 to 2^32-1
     */
    record Allowance(long maxEarlyDataSize) implements EarlyData {
        static Allowance read(Reader in) {
            return new Allowance(in.u32("max_early_data_size"));
        }

        @Override
        public void write(Writer out) {
            out.u32(maxEarlyDataSize);
        }
    }
}
