package org.handfast.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.handshake.ClientWishes;
import org.handfast.handshake.Resumption;
import org.handfast.handshake.Terms;
import org.handfast.record.RecordSizing;

/**
 * What one connection adds to its context. Immutable.
 *
 * @param role our side
 * @param peer the peer's address for observers, never resolved; may be empty text
 * @param serverName client: host name to send in server_name, ASCII form; empty: none
 * @param serverNameCheck server: answer to the name asked for (empty when the client sent none)
 * @param applicationProtocols ALPN names as ISO-8859-1, in order of preference; empty: no ALPN
 * @param applicationProtocolSelector server: chooses from the client's list; wins over the list
 * @param clientAuthentication server: whether a client certificate is asked for
 * @param credentials our identities
 * @param verifier judge of the peer's chain
 * @param largestPayload most payload bytes of a record of ours, 64 to 16384
 * @param wishes client: what else it asks for
 * @param resumption what may be resumed
 */
public record EngineOptions(
        Role role,
        String peer,
        Optional<String> serverName,
        Function<Optional<String>, NameVerdict> serverNameCheck,
        List<String> applicationProtocols,
        Optional<Function<List<String>, String>> applicationProtocolSelector,
        ClientAuthentication clientAuthentication,
        CredentialSelector credentials,
        PeerVerifier verifier,
        int largestPayload,
        ClientWishes wishes,
        Resumption resumption) {
    /** Smallest {@code largestPayload}, as for record_size_limit (RFC 8449 §4). */
    public static final int LEAST_PAYLOAD = 64;

    /** Copies the lists. */
    public EngineOptions {
        if (largestPayload < LEAST_PAYLOAD || largestPayload > TlsEngine.APPLICATION_SIZE) {
            throw new IllegalArgumentException("largest payload " + largestPayload);
        }
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    /** With {@link Resumption#NONE}; parameters as above. */
    public EngineOptions(
            Role role,
            String peer,
            Optional<String> serverName,
            Function<Optional<String>, NameVerdict> serverNameCheck,
            List<String> applicationProtocols,
            Optional<Function<List<String>, String>> applicationProtocolSelector,
            ClientAuthentication clientAuthentication,
            CredentialSelector credentials,
            PeerVerifier verifier,
            int largestPayload,
            ClientWishes wishes) {
        this(role, peer, serverName, serverNameCheck, applicationProtocols, applicationProtocolSelector,
                clientAuthentication, credentials, verifier, largestPayload, wishes, Resumption.NONE);
    }

    /** With {@link ClientWishes#STANDARD}; parameters as above. */
    public EngineOptions(
            Role role,
            String peer,
            Optional<String> serverName,
            Function<Optional<String>, NameVerdict> serverNameCheck,
            List<String> applicationProtocols,
            Optional<Function<List<String>, String>> applicationProtocolSelector,
            ClientAuthentication clientAuthentication,
            CredentialSelector credentials,
            PeerVerifier verifier,
            int largestPayload) {
        this(role, peer, serverName, serverNameCheck, applicationProtocols, applicationProtocolSelector,
                clientAuthentication, credentials, verifier, largestPayload, ClientWishes.STANDARD,
                Resumption.NONE);
    }

    /** Full records; parameters as above. */
    public EngineOptions(
            Role role,
            String peer,
            Optional<String> serverName,
            Function<Optional<String>, NameVerdict> serverNameCheck,
            List<String> applicationProtocols,
            Optional<Function<List<String>, String>> applicationProtocolSelector,
            ClientAuthentication clientAuthentication,
            CredentialSelector credentials,
            PeerVerifier verifier) {
        this(role, peer, serverName, serverNameCheck, applicationProtocols, applicationProtocolSelector,
                clientAuthentication, credentials, verifier, TlsEngine.APPLICATION_SIZE);
    }

    /** How its records are cut. */
    RecordSizing sizing() {
        return RecordSizing.atMost(largestPayload);
    }

    /** What this connection brings to its handshake. */
    Terms terms(TlsContext context) {
        return new Terms(role, context.allowed(), context.limits().handshake(), context.randomness(), serverName,
                serverNameCheck, applicationProtocols, applicationProtocolSelector, clientAuthentication, credentials,
                verifier, wishes, resumption);
    }
}
