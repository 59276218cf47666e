package org.handfast.session;

import java.util.Locale;
import org.handfast.wire.Opaque;

/**
 * Where a client's session may be used again (security rule T-6): the same server under the same conditions.
 *
 * @param host as the application named it, compared without regard to case
 * @param port 0 to 65535
 * @param conditions digest of policy, trust, identity and endpoint identification of the connection
 */
public record ClientKey(String host, int port, Opaque conditions) {
    /** Host names have no case (RFC 4343). */
    public ClientKey {
        host = host.toLowerCase(Locale.ROOT);
    }
}
