package org.handfast.wire.extension;

import java.util.List;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/** Asking for and carrying proofs of certificate transparency. RFC 6962 §3.3, RFC 9846 §4.5.1.1. */
public sealed interface SignedCertificateTimestamp extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
    }

    /** The request: empty. */
    record Request() implements SignedCertificateTimestamp {
        static Request read(Reader in) {
            return new Request();
        }

        @Override
        public void write(Writer out) {
            // the body is empty
        }
    }

    /**
     * {@code struct { SerializedSCT sct_list<1..2^16-1>; } SignedCertificateTimestampList;} with
     * {@code opaque SerializedSCT<1..2^16-1>;}
     *
     * @param timestamps serialized, at least one
     */
    record Timestamps(List<Opaque> timestamps) implements SignedCertificateTimestamp {
        /** Keeps an unmodifiable list. */
        public Timestamps {
            timestamps = List.copyOf(timestamps);
        }

        static Timestamps read(Reader in) {
            return new Timestamps(in.vector16("sct_list", 1).list(list -> list.opaque16("serialized_sct", 1)));
        }

        @Override
        public void write(Writer out) {
            out.vector16(list -> list.each(timestamps, (timestamp, to) -> to.opaque16(timestamp)));
        }
    }
}
