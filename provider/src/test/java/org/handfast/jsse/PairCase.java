package org.handfast.jsse;

import java.util.List;
import java.util.Optional;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.testing.KeyKind;

/**
 * What a connection between two parties is to be like.
 *
 * @param suite the one our side has; empty: all
 * @param group the one our side has; empty: all
 * @param withoutShares whether our client leaves its key shares out, so that its hello has to be retried
 * @param serverKey kind of the server's key
 * @param clients what the server asks of clients, and what the client has
 * @param clientProtocols ALPN names of the client
 * @param serverProtocols ALPN names of the server
 */
record PairCase(
        Optional<CipherSuite> suite,
        Optional<NamedGroup> group,
        boolean withoutShares,
        KeyKind serverKey,
        Clients clients,
        List<String> clientProtocols,
        List<String> serverProtocols) {
    static final PairCase PLAIN = new PairCase(
            Optional.empty(), Optional.empty(), false, KeyKind.RSA_2048, Clients.ANONYMOUS, List.of(), List.of());

    /** Client authentication. */
    enum Clients {
        ANONYMOUS, WANTED, WANTED_LACKING, NEEDED, NEEDED_LACKING;

        boolean isKnown() {
            return this == WANTED || this == NEEDED;
        }
    }

    PairCase with(CipherSuite newSuite, NamedGroup newGroup) {
        return new PairCase(Optional.of(newSuite), Optional.of(newGroup), withoutShares, serverKey, clients,
                clientProtocols, serverProtocols);
    }

    PairCase retried(NamedGroup newGroup) {
        return new PairCase(suite, Optional.of(newGroup), true, serverKey, clients, clientProtocols, serverProtocols);
    }

    PairCase with(KeyKind newKey) {
        return new PairCase(suite, group, withoutShares, newKey, clients, clientProtocols, serverProtocols);
    }

    PairCase with(Clients newClients) {
        return new PairCase(suite, group, withoutShares, serverKey, newClients, clientProtocols, serverProtocols);
    }

    PairCase protocols(List<String> ofClient, List<String> ofServer) {
        return new PairCase(suite, group, withoutShares, serverKey, clients, ofClient, ofServer);
    }

    @Override
    public String toString() {
        return suite.map(s -> s + " ").orElse("") + group.map(g -> g + " ").orElse("") + serverKey + " " + clients
                + " " + clientProtocols + " to " + serverProtocols + (withoutShares ? " without shares" : "");
    }
}
