package org.handfast.handshake;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.crypto.Randomness;

/**
 * What one side brings to one handshake: the context's answers and the connection's wishes. Immutable.
 *
 * @param role our side
 * @param allowed policy and primitives
 * @param limits what a peer may make us do
 * @param randomness for hellos and ephemeral keys
 * @param serverName client: host name for server_name, ASCII form; empty: none is sent
 * @param serverNameCheck server: answer to the name asked for, empty when the client sent none
 * @param applicationProtocols ALPN names as ISO-8859-1, in order of preference; empty: no ALPN
 * @param applicationProtocolSelector server: chooses from the client's list, null refuses, empty text answers
 *     nothing; wins over the list. Called as {@link Work}
 * @param clientAuthentication server: whether a client certificate is asked for
 * @param credentials our identities
 * @param verifier judge of the peer's chain
 * @param wishes client: what else it asks for
 * @param resumption what may be resumed
 */
public record Terms(
        Role role,
        Allowed allowed,
        Limits limits,
        Randomness randomness,
        Optional<String> serverName,
        Function<Optional<String>, NameVerdict> serverNameCheck,
        List<String> applicationProtocols,
        Optional<Function<List<String>, String>> applicationProtocolSelector,
        ClientAuthentication clientAuthentication,
        CredentialSelector credentials,
        PeerVerifier verifier,
        ClientWishes wishes,
        Resumption resumption) {
    /** Copies the list. */
    public Terms {
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    /** With {@link ClientWishes#STANDARD} and {@link Resumption#NONE}; parameters as above. */
    public Terms(
            Role role,
            Allowed allowed,
            Limits limits,
            Randomness randomness,
            Optional<String> serverName,
            Function<Optional<String>, NameVerdict> serverNameCheck,
            List<String> applicationProtocols,
            Optional<Function<List<String>, String>> applicationProtocolSelector,
            ClientAuthentication clientAuthentication,
            CredentialSelector credentials,
            PeerVerifier verifier) {
        this(role, allowed, limits, randomness, serverName, serverNameCheck, applicationProtocols,
                applicationProtocolSelector, clientAuthentication, credentials, verifier, ClientWishes.STANDARD,
                Resumption.NONE);
    }
}
