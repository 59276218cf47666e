package org.handfast.handshake.extension;

import org.handfast.handshake.Link;
import org.handfast.wire.extension.Extension;

/**
 * How large records may be in one connection. Immutable.
 *
 * @param answer the server's extension that says so
 * @param sending most plaintext bytes of a record of ours, 64 to 16385, content type and padding of TLS 1.3 included
 * @param receiving most plaintext bytes of a protected record of the peer's, counted the same way
 */
public record RecordSizes(Extension answer, int sending, int receiving) {
    /** Puts them in force. A server does so before its answer leaves, a client when it has read it. */
    public void apply(Link link) {
        link.limitRecords(sending, receiving);
    }
}
