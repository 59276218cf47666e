package org.handfast.handshake.tls13;

import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * A server's request for our certificate; its schemes are in the facts (RFC 9846 §4.4.2).
 *
 * @param authorities names it accepts; empty: any
 */
record CertificateWanted(List<X500Principal> authorities) {
    /** Copies the list. */
    CertificateWanted {
        authorities = List.copyOf(authorities);
    }
}
