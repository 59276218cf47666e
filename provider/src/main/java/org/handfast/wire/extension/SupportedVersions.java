package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Reader;
import org.handfast.wire.U16List;
import org.handfast.wire.Writer;

/** The versions offered and the one selected. RFC 9846 §4.3.1. */
public sealed interface SupportedVersions extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.SUPPORTED_VERSIONS;
    }

    /**
     * {@code case client_hello: ProtocolVersion versions<2..254>;}
     *
     * @param versions codes of {@link ProtocolVersion}, most preferred first, at least one
     */
    record ClientHello(U16List versions) implements SupportedVersions {
        static ClientHello read(Reader in) {
            return new ClientHello(in.codes8("versions"));
        }

        @Override
        public void write(Writer out) {
            out.codes8(versions);
        }
    }

    /**
     * {@code case server_hello: ProtocolVersion selected_version;} Also in HelloRetryRequest.
     *
     * @param selectedVersion the version in force
     */
    record ServerHello(ProtocolVersion selectedVersion) implements SupportedVersions {
        static ServerHello read(Reader in) {
            return new ServerHello(ProtocolVersion.of(in.u16("selected_version")));
        }

        @Override
        public void write(Writer out) {
            out.u16(selectedVersion.code());
        }
    }
}
