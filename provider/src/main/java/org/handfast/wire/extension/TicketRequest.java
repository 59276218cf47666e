package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** How many tickets a client wants and a server will send. RFC 9149 §3. */
public sealed interface TicketRequest extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.TICKET_REQUEST;
    }

    /**
     * {@code struct { uint8 new_session_count; uint8 resumption_count; } ClientTicketRequest;}
     *
     * @param newSessionCount wanted after a full handshake, 0 to 255
     * @param resumptionCount wanted after a resumption, 0 to 255
     */
    record ClientHello(int newSessionCount, int resumptionCount) implements TicketRequest {
        static ClientHello read(Reader in) {
            return new ClientHello(in.u8("new_session_count"), in.u8("resumption_count"));
        }

        @Override
        public void write(Writer out) {
            out.u8(newSessionCount).u8(resumptionCount);
        }
    }

    /**
     * {@code struct { uint8 expected_count; } ServerTicketRequestHint;}
     *
     * @param expectedCount 0 to 255
     */
    record ServerHint(int expectedCount) implements TicketRequest {
        static ServerHint read(Reader in) {
            return new ServerHint(in.u8("expected_count"));
        }

        @Override
        public void write(Writer out) {
            out.u8(expectedCount);
        }
    }
}
