package org.handfast.session;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Secret;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.Opaque;

/**
 * What resumption needs, and what the JSSE face shows of a resumed session. Immutable and thread-safe; the text shows
 * no secret.
 *
 * @param version of the connection it comes from
 * @param suite of that connection; TLS 1.3 may resume with another of the same hash (RFC 9846 §4.7.1)
 * @param secret TLS 1.2: the main secret; TLS 1.3: the PSK of this ticket. {@link #secret()} gives a copy
 * @param createdAt when it was given, in milliseconds of the epoch
 * @param authenticatedAt when the peer was last authenticated by certificate, in milliseconds of the epoch
 * @param lifetime seconds from {@code createdAt} it may be used
 * @param serverName host name of that connection; empty also where a ticket brought it back: the scope holds it
 * @param applicationProtocol ALPN result of that connection, which 0-RTT data presumes
 * @param extendedMainSecret whether the main secret of TLS 1.2 is extended (RFC 7627 §5.3)
 * @param group of the key exchange
 * @param localScheme scheme we signed with
 * @param peerScheme scheme the peer signed with
 * @param scope what it may be resumed under
 * @param peerChain chain the peer showed, leaf first; empty: none
 * @param localChain chain we showed; empty: none, or not kept
 * @param staples OCSP responses of the peer, in chain order
 * @param timestamps SignedCertificateTimestampList of the peer; empty: none
 * @param id session id of TLS 1.2, or what the JSSE face shows
 * @param ticketAgeAdd of a ticket of TLS 1.3, 0 to 2^32-1 (RFC 9846 §4.7.1)
 * @param maxEarlyData bytes of 0-RTT data the ticket allows; 0: none
 */
public record Session(
        ProtocolVersion version,
        CipherSuite suite,
        Secret secret,
        long createdAt,
        long authenticatedAt,
        int lifetime,
        Optional<String> serverName,
        Optional<String> applicationProtocol,
        boolean extendedMainSecret,
        Optional<NamedGroup> group,
        Optional<SignatureScheme> localScheme,
        Optional<SignatureScheme> peerScheme,
        ResumptionScope scope,
        List<X509Certificate> peerChain,
        List<X509Certificate> localChain,
        List<byte[]> staples,
        byte[] timestamps,
        Opaque id,
        long ticketAgeAdd,
        long maxEarlyData) {
    /** Copies the secret and the lists: the caller still closes its own. */
    public Session {
        secret = Secret.of(secret.bytes().clone());
        peerChain = List.copyOf(peerChain);
        localChain = List.copyOf(localChain);
        staples = List.copyOf(staples);
    }

    /** A copy, which the caller closes. */
    @Override
    public Secret secret() {
        return Secret.of(secret.bytes().clone());
    }

    /** The same with another object of the same chain; both hold their own copy of the secret. */
    Session withPeerChain(List<X509Certificate> chain) {
        return new Session(version, suite, secret, createdAt, authenticatedAt, lifetime, serverName,
                applicationProtocol, extendedMainSecret, group, localScheme, peerScheme, scope, chain, localChain,
                staples, timestamps, id, ticketAgeAdd, maxEarlyData);
    }

    /** Whether it may still be used by its age alone; a clock that ran backwards says no. */
    public boolean isFresh(long now) {
        return now >= createdAt && now - createdAt < lifetime * 1000L;
    }

    /** Compared by identity: two sessions with the same words are two sessions. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "Session[" + version + ", " + suite + ", created " + createdAt + "]";
    }
}
