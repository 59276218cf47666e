package org.handfast.wire.extension;

import org.handfast.failure.Reason;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** The host the client wants, and the server's word that it used it. RFC 6066 §3. */
public sealed interface ServerName extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.SERVER_NAME;
    }

    /**
     * {@code struct { ServerName server_name_list<1..2^16-1>; } ServerNameList;} where
     * {@code ServerName = NameType host_name(0), opaque HostName<1..2^16-1>}.
     *
     * @param hostName ASCII as received, 1 to 255 characters, no control characters
     */
    record HostName(String hostName) implements ServerName {
        private static final int HOST_NAME = 0;
        private static final int LONGEST = 255;

        /**
         * "The ServerNameList MUST NOT contain more than one name of the same name_type", RFC 6066 §3. No other
         * name type was ever defined, so the list has exactly one element.
         */
        static HostName read(Reader in) {
            Reader list = in.vector16("server_name_list", 1);
            int type = list.u8("name_type");
            if (type != HOST_NAME) {
                throw Reason.ILLEGAL_VALUE.with("field", "name_type", "value", type);
            }
            Opaque name = list.opaque16("host_name", 1);
            if (list.hasMore()) {
                throw Reason.BAD_SERVER_NAME.with("field", "server_name_list", "problem", "more than one name");
            }
            return new HostName(ascii(name));
        }

        @Override
        public void write(Writer out) {
            Opaque name = Opaque.latin1(hostName);
            out.vector16(list -> list.u8(HOST_NAME).opaque16(name));
        }

        private static String ascii(Opaque name) {
            if (name.length() > LONGEST) {
                throw Reason.BAD_SERVER_NAME.with("field", "host_name", "length", name.length());
            }
            for (int i = 0; i < name.length(); i++) {
                if (name.at(i) <= ' ' || name.at(i) > '~') {
                    throw Reason.BAD_SERVER_NAME.with("field", "host_name", "byte", name.at(i), "at", i);
                }
            }
            return name.latin1();
        }
    }

    /** The server's answer: "The extension_data field of this extension SHALL be empty", RFC 6066 §3. */
    record Acknowledged() implements ServerName {
        static Acknowledged read(Reader in) {
            return new Acknowledged();
        }

        @Override
        public void write(Writer out) {
            // the body is empty
        }
    }
}
