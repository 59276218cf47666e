package org.handfast.handshake.extension;

import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.handshake.Resumption;
import org.handfast.handshake.Terms;
import org.handfast.iana.ProtocolVersion;
import org.handfast.session.KeptSession;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;

/**
 * A session of TLS 1.2 that a hello offers to resume.
 *
 * @param session whose suite the hello offers, too
 * @param ticket what the server gave for it; empty: it is known by its id alone
 */
public record OfferedSession(Session session, Opaque ticket) {
    /** The one kept for this place, if it may be used; empty: none. */
    static Optional<OfferedSession> of(Terms client) {
        Resumption resumption = client.resumption();
        if (resumption.client().isEmpty() || !client.allowed().tls12()) {
            return Optional.empty();
        }
        return resumption.client().get().find()
                .filter(kept -> mayOffer(kept, client))
                .map(kept -> new OfferedSession(kept.session(), kept.ticket()));
    }

    /** A session without the extended main secret is bound to nothing and is never offered (RFC 7627 §5.4). */
    private static boolean mayOffer(KeptSession kept, Terms client) {
        Session session = kept.session();
        return session.extendedMainSecret()
                && session.version().equals(ProtocolVersion.TLS12)
                && client.allowed().suite12(session.suite()).isPresent()
                && session.scope().equals(client.resumption().scope(
                        ProtocolVersion.TLS12, ClientAuthentication.NONE, client.serverName(),
                        true))
                && client.resumption().mayUse(session);
    }
}
