package org.handfast.handshake.tls12;

import org.handfast.wire.Opaque;

/**
 * How a later connection may come back to the session of this one.
 *
 * @param id the session id in the ServerHello (RFC 5246 §7.4.1.3); empty: none
 * @param ticket whether a NewSessionTicket comes before the server's change_cipher_spec (RFC 5077 §3.3)
 */
record NextSession(Opaque id, boolean ticket) {
    /** It cannot. */
    static final NextSession NONE = new NextSession(Opaque.EMPTY, false);
}
