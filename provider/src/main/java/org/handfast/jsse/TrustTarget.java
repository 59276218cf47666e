package org.handfast.jsse;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmConstraints;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;

/**
 * What a decision about certificates needs to know of a connection, taken from the engine or socket given: ours
 * or any other provider's.
 *
 * @param endpointAlgorithm how to check the host; empty: not asked for
 * @param constraints algorithms the caller allows; empty: no wish
 * @param requestedNames host names of server_name, sent or received
 * @param peerHost the caller's name of the peer; empty: none given
 * @param staples OCSP responses in chain order; an empty array where one is missing
 * @param peerAlgorithms JCA names of the signatures the peer accepts; empty: not known
 * @param protocol JSSE name of the version; empty: not known
 */
record TrustTarget(
        Optional<String> endpointAlgorithm,
        Optional<AlgorithmConstraints> constraints,
        List<String> requestedNames,
        Optional<String> peerHost,
        List<byte[]> staples,
        List<String> peerAlgorithms,
        String protocol) {
    /** No connection known. */
    static final TrustTarget NONE = new TrustTarget(
            Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of(), List.of(), "");

    /** The connection of this engine; null: none known. */
    static TrustTarget of(SSLEngine engine) {
        if (engine == null) {
            return NONE;
        }
        TrustTarget target = of(engine.getSSLParameters(), engine.getHandshakeSession());
        return target.peerHost.isPresent() ? target : target.withPeerHost(engine.getPeerHost());
    }

    /** The connection of this socket; anything but an SSLSocket says nothing. */
    static TrustTarget of(Socket socket) {
        if (!(socket instanceof SSLSocket tls)) {
            return NONE;
        }
        return of(tls.getSSLParameters(), tls.getHandshakeSession());
    }

    private static TrustTarget of(SSLParameters parameters, SSLSession session) {
        String algorithm = parameters.getEndpointIdentificationAlgorithm();
        Optional<String> wanted = Optional.ofNullable(algorithm).filter(name -> !name.isEmpty());
        Optional<AlgorithmConstraints> constraints = Optional.ofNullable(parameters.getAlgorithmConstraints());
        if (session == null) {
            return new TrustTarget(wanted, constraints, List.of(), Optional.empty(), List.of(), List.of(), "");
        }
        Optional<String> host = Optional.ofNullable(session.getPeerHost()).filter(name -> !name.isEmpty());
        if (!(session instanceof ExtendedSSLSession extended)) {
            return new TrustTarget(wanted, constraints, List.of(), host, List.of(), List.of(), session.getProtocol());
        }
        return new TrustTarget(
                wanted,
                constraints,
                hostNames(extended),
                host,
                staples(extended),
                algorithms(extended),
                session.getProtocol());
    }

    /**
     * Checks the server's name where the caller asked for it: server_name first, then the peer host.
     *
     * @throws CertificateException if no name matches
     */
    void checkServer(X509Certificate leaf) throws CertificateException {
        if (endpointAlgorithm.isEmpty()) {
            return;
        }
        for (String name : requestedNames) {
            if (peerHost.isEmpty() || name.equalsIgnoreCase(peerHost.get()) || matches(name, leaf)) {
                EndpointIdentity.check(endpointAlgorithm.get(), name, leaf);
                return;
            }
        }
        EndpointIdentity.check(endpointAlgorithm.get(), peerHost.orElse(null), leaf);
    }

    /** Checks a client's address where the caller asked for it; server_name is the client's own word. */
    void checkClient(X509Certificate leaf) throws CertificateException {
        if (endpointAlgorithm.isPresent()) {
            EndpointIdentity.check(endpointAlgorithm.get(), peerHost.orElse(null), leaf);
        }
    }

    private boolean matches(String name, X509Certificate leaf) {
        try {
            EndpointIdentity.check(endpointAlgorithm.orElseThrow(), name, leaf);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private TrustTarget withPeerHost(String host) {
        Optional<String> given = Optional.ofNullable(host).filter(name -> !name.isEmpty());
        return new TrustTarget(
                endpointAlgorithm, constraints, requestedNames, given, staples, peerAlgorithms, protocol);
    }

    private static List<String> hostNames(ExtendedSSLSession session) {
        List<SNIServerName> names;
        try {
            names = session.getRequestedServerNames();
        } catch (UnsupportedOperationException e) {
            return List.of(); // the default of the JDK's abstract class
        }
        return names.stream()
                .filter(name -> name.getType() == StandardConstants.SNI_HOST_NAME)
                .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
                .toList();
    }

    private static List<byte[]> staples(ExtendedSSLSession session) {
        try {
            return List.copyOf(session.getStatusResponses());
        } catch (UnsupportedOperationException e) {
            return List.of(); // the default of the JDK's abstract class
        }
    }

    private static List<String> algorithms(ExtendedSSLSession session) {
        String[] names = session.getPeerSupportedSignatureAlgorithms();
        return names == null ? List.of() : List.of(names);
    }
}
