package org.handfast.credential;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.handfast.iana.NamedGroup;

/**
 * The curve of a certificate's key. In TLS 1.2 it is not the signature scheme that says which curve is meant, but
 * supported_groups: "the public key in the server's certificate MUST respect the client's choice of elliptic curves",
 * RFC 8422 §5.3.
 */
public final class KeyCurve {
    private KeyCurve() {}

    /** Whether the key is on one of these curves; keys without a named group are. */
    public static boolean isAmong(List<NamedGroup> groups, PublicKey key) {
        if (!(key instanceof ECPublicKey ec)) {
            return true;
        }
        return groups.contains(switch (ec.getParams().getCurve().getField().getFieldSize()) {
            case 256 -> NamedGroup.SECP256R1;
            case 384 -> NamedGroup.SECP384R1;
            default -> NamedGroup.SECP521R1;
        });
    }
}
