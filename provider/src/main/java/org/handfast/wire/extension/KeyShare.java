package org.handfast.wire.extension;

import java.util.List;
import org.handfast.failure.Reason;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.Reader;
import org.handfast.wire.U16Set;
import org.handfast.wire.Writer;

/** The shares of a key exchange, in its three forms. RFC 9846 §4.3.8. */
public sealed interface KeyShare extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.KEY_SHARE;
    }

    /**
     * {@code struct { KeyShareEntry client_shares<0..2^16-1>; } KeyShareClientHello;}
     *
     * @param clientShares most preferred first; empty to ask for a HelloRetryRequest
     */
    record ClientHello(List<KeyShareEntry> clientShares) implements KeyShare {
        /** Keeps an unmodifiable list. */
        public ClientHello {
            clientShares = List.copyOf(clientShares);
        }

        /** "Clients MUST NOT offer multiple KeyShareEntry values for the same group", RFC 9846 §4.3.8. */
        static ClientHello read(Reader in) {
            ClientHello hello = new ClientHello(in.vector16("client_shares", 0).list(KeyShareEntry::read));
            U16Set seen = new U16Set();
            for (KeyShareEntry share : hello.clientShares) {
                if (!seen.add(share.group().code())) {
                    throw Reason.DUPLICATE_KEY_SHARE.with("group", share.group());
                }
            }
            return hello;
        }

        @Override
        public void write(Writer out) {
            out.vector16(in -> in.each(clientShares, KeyShareEntry::write));
        }
    }

    /**
     * {@code struct { KeyShareEntry server_share; } KeyShareServerHello;}
     *
     * @param serverShare in a group the client offered
     */
    record ServerHello(KeyShareEntry serverShare) implements KeyShare {
        static ServerHello read(Reader in) {
            return new ServerHello(KeyShareEntry.read(in));
        }

        @Override
        public void write(Writer out) {
            serverShare.write(out);
        }
    }

    /**
     * {@code struct { NamedGroup selected_group; } KeyShareHelloRetryRequest;}
     *
     * @param selectedGroup the group the client shall send a share for
     */
    record HelloRetryRequest(NamedGroup selectedGroup) implements KeyShare {
        static HelloRetryRequest read(Reader in) {
            return new HelloRetryRequest(NamedGroup.of(in.u16("selected_group")));
        }

        @Override
        public void write(Writer out) {
            out.u16(selectedGroup.code());
        }
    }
}
