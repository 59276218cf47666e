package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.crypto.Secret;
import org.handfast.handshake.Resumption;
import org.handfast.handshake.Terms;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.MainSecret12;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;

/** Makes of a connection the session that can bring it back. */
final class NewSession {
    private NewSession() {}

    /**
     * The session of this connection.
     *
     * @param main is copied
     * @param id by which it is known; may be empty where there is a ticket
     * @param lifetime seconds
     * @param resumed the session that this connection resumed, whose peer was authenticated then
     */
    static Session of(Progress progress, MainSecret12 main, Opaque id, int lifetime, Optional<Session> resumed) {
        HandshakeFacts facts = progress.facts();
        Terms terms = progress.terms();
        Resumption resumption = terms.resumption();
        ClientAuthentication asked =
                terms.role() == Role.SERVER ? terms.clientAuthentication() : ClientAuthentication.NONE;
        Optional<String> name = terms.role() == Role.SERVER ? facts.serverName() : terms.serverName();
        long now = resumption.now();
        try (Secret secret = main.copy()) {
            return new Session(
                    ProtocolVersion.TLS12,
                    progress.suite().suite(),
                    secret,
                    now,
                    resumed.map(Session::authenticatedAt).orElse(now),
                    lifetime,
                    name,
                    facts.applicationProtocol(),
                    facts.extendedMainSecret(),
                    facts.group(),
                    facts.localScheme(),
                    facts.peerScheme(),
                    resumption.scope(ProtocolVersion.TLS12, asked, name, facts.extendedMainSecret()),
                    facts.peerChain(),
                    facts.localChain(),
                    facts.staples(),
                    facts.timestamps(),
                    id,
                    0,
                    0);
        }
    }
}
