package org.handfast.jsse;

import java.util.List;
import java.util.Optional;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.testing.KeyKind;

/**
 * What a connection between two parties is to be like.
 *
 * @param version the one our side or the other is limited to; empty: none is, and the newest is agreed on
 * @param suite the one our side has; empty: all
 * @param group the one our side has; empty: all
 * @param withoutShares whether our client leaves its key shares out, so that its hello has to be retried
 * @param serverKey kind of the server's key
 * @param clients what the server asks of clients, and what the client has
 * @param clientProtocols ALPN names of the client
 * @param serverProtocols ALPN names of the server
 */
record PairCase(
        Optional<ProtocolVersion> version,
        Optional<CipherSuite> suite,
        Optional<NamedGroup> group,
        boolean withoutShares,
        KeyKind serverKey,
        Clients clients,
        List<String> clientProtocols,
        List<String> serverProtocols) {
    static final PairCase PLAIN = new PairCase(
            Optional.empty(), Optional.empty(), Optional.empty(), false, KeyKind.RSA_2048, Clients.ANONYMOUS,
            List.of(), List.of());

    static final PairCase OLDER = new PairCase(Optional.of(ProtocolVersion.TLS12), PLAIN.suite, PLAIN.group,
            PLAIN.withoutShares, PLAIN.serverKey, PLAIN.clients, PLAIN.clientProtocols, PLAIN.serverProtocols);

    /** Client authentication. */
    enum Clients {
        ANONYMOUS, WANTED, WANTED_LACKING, NEEDED, NEEDED_LACKING;

        boolean isKnown() {
            return this == WANTED || this == NEEDED;
        }
    }

    PairCase with(CipherSuite newSuite, NamedGroup newGroup) {
        return new PairCase(version, Optional.of(newSuite), Optional.of(newGroup), withoutShares, serverKey, clients,
                clientProtocols, serverProtocols);
    }

    PairCase retried(NamedGroup newGroup) {
        return new PairCase(version, suite, Optional.of(newGroup), true, serverKey, clients, clientProtocols,
                serverProtocols);
    }

    PairCase with(KeyKind newKey) {
        return new PairCase(version, suite, group, withoutShares, newKey, clients, clientProtocols, serverProtocols);
    }

    PairCase with(Clients newClients) {
        return new PairCase(version, suite, group, withoutShares, serverKey, newClients, clientProtocols,
                serverProtocols);
    }

    PairCase protocols(List<String> ofClient, List<String> ofServer) {
        return new PairCase(version, suite, group, withoutShares, serverKey, clients, ofClient, ofServer);
    }

    /** The same for a side that is not limited. */
    PairCase anyVersion() {
        return new PairCase(Optional.empty(), suite, group, withoutShares, serverKey, clients, clientProtocols,
                serverProtocols);
    }

    /** What the two agree on. */
    ProtocolVersion agreed() {
        return version.orElse(ProtocolVersion.TLS13);
    }

    @Override
    public String toString() {
        return agreed() + " " + suite.map(s -> s + " ").orElse("")
                + group.map(g -> g + " ").orElse("") + serverKey + " " + clients
                + " " + clientProtocols + " to " + serverProtocols + (withoutShares ? " without shares" : "");
    }
}
