package org.handfast.wire.extension;

import java.util.List;
import org.handfast.failure.Reason;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** The keys offered and the one selected. RFC 9846 §4.3.11. */
public sealed interface PreSharedKey extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.PRE_SHARED_KEY;
    }

    /**
     * {@code struct { PskIdentity identities<7..2^16-1>; PskBinderEntry binders<33..2^16-1>; } OfferedPsks;}
     * with {@code opaque PskBinderEntry<32..255>;}
     *
     * @param identities at least one
     * @param binders    as many, in the same order
     */
    record ClientHello(List<PskIdentity> identities, List<Opaque> binders) implements PreSharedKey {
        /** Keeps unmodifiable lists. */
        public ClientHello {
            identities = List.copyOf(identities);
            binders = List.copyOf(binders);
        }

        static ClientHello read(Reader in) {
            ClientHello hello = new ClientHello(in.vector16("identities", 7).list(PskIdentity::read),
                    in.vector16("binders", 33).list(entry -> entry.opaque8("binder", 32)));
            if (hello.identities.size() != hello.binders.size()) {
                throw Reason.ILLEGAL_VALUE.with("field", "binders",
                        "identities", hello.identities.size(), "binders", hello.binders.size());
            }
            return hello;
        }

        @Override
        public void write(Writer out) {
            out.vector16(in -> in.each(identities, PskIdentity::write));
            out.vector16(in -> in.each(binders, (binder, to) -> to.opaque8(binder)));
        }

        /**
         * Bytes of the binders list with its length: what a ClientHello is cut by before it is hashed for the
         * binders (RFC 9846 §4.3.11.2).
         */
        public int bindersLength() {
            int length = 2;
            for (Opaque binder : binders) {
                length += 1 + binder.length();
            }
            return length;
        }
    }

    /**
     * {@code case server_hello: uint16 selected_identity;}
     *
     * @param selectedIdentity index into the identities offered, from 0
     */
    record ServerHello(int selectedIdentity) implements PreSharedKey {
        static ServerHello read(Reader in) {
            return new ServerHello(in.u16("selected_identity"));
        }

        @Override
        public void write(Writer out) {
            out.u16(selectedIdentity);
        }
    }
}
