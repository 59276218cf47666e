package org.handfast.credential;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;

/**
 * What is known of a connection: grows during the handshake, final at its end. Immutable.
 *
 * @param version negotiated version
 * @param suite negotiated suite
 * @param group negotiated group
 * @param serverName host name of server_name, sent or received, in ASCII form
 * @param applicationProtocol ALPN result, bytes as ISO-8859-1; empty: none or not decided
 * @param applicationProtocolDecided whether the ALPN result is final
 * @param localSchemes signature_algorithms of ours
 * @param peerSchemes signature_algorithms of the peer
 * @param peerCertificateSchemes signature_algorithms_cert of the peer, or its signature_algorithms
 * @param localScheme scheme of our CertificateVerify
 * @param peerScheme scheme of the peer's CertificateVerify
 * @param localChain chain we sent, leaf first
 * @param peerChain chain the peer sent, leaf first; trusted only after the handshake
 * @param staples OCSP responses the peer stapled, in chain order; an empty array where one is missing
 * @param resumed whether a session was resumed
 * @param helloRetried whether a HelloRetryRequest was needed
 * @param confirmed whether the peer's Finished has verified
 * @param extendedMainSecret whether TLS 1.2 derived an extended main secret (RFC 7627)
 * @param secureRenegotiation whether the peer of TLS 1.2 knows renegotiation_info (RFC 5746)
 * @param timestamps SignedCertificateTimestampList for the peer's leaf as on the wire, not judged (RFC 6962 §3.3); an
 *     empty array where there is none
 */
public record HandshakeFacts(
        Optional<ProtocolVersion> version,
        Optional<CipherSuite> suite,
        Optional<NamedGroup> group,
        Optional<String> serverName,
        Optional<String> applicationProtocol,
        boolean applicationProtocolDecided,
        List<SignatureScheme> localSchemes,
        List<SignatureScheme> peerSchemes,
        List<SignatureScheme> peerCertificateSchemes,
        Optional<SignatureScheme> localScheme,
        Optional<SignatureScheme> peerScheme,
        List<X509Certificate> localChain,
        List<X509Certificate> peerChain,
        List<byte[]> staples,
        boolean resumed,
        boolean helloRetried,
        boolean confirmed,
        boolean extendedMainSecret,
        boolean secureRenegotiation,
        byte[] timestamps) {
    /** Nothing known yet. */
    public static final HandshakeFacts NONE = new HandshakeFacts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            false,
            false,
            false,
            false,
            false,
            new byte[0]);

    /** Copies the lists. */
    public HandshakeFacts {
        localSchemes = List.copyOf(localSchemes);
        peerSchemes = List.copyOf(peerSchemes);
        peerCertificateSchemes = List.copyOf(peerCertificateSchemes);
        localChain = List.copyOf(localChain);
        peerChain = List.copyOf(peerChain);
        staples = List.copyOf(staples);
    }

    /** A copy with this version. */
    public HandshakeFacts withVersion(ProtocolVersion value) {
        return new HandshakeFacts(
                Optional.of(value), suite, group, serverName, applicationProtocol,
                applicationProtocolDecided, localSchemes, peerSchemes, peerCertificateSchemes, localScheme,
                peerScheme, localChain, peerChain, staples, resumed, helloRetried, confirmed,
                extendedMainSecret, secureRenegotiation, timestamps);
    }

    /** A copy with this suite. */
    public HandshakeFacts withSuite(CipherSuite value) {
        return new HandshakeFacts(
                version, Optional.of(value), group, serverName, applicationProtocol,
                applicationProtocolDecided, localSchemes, peerSchemes, peerCertificateSchemes, localScheme,
                peerScheme, localChain, peerChain, staples, resumed, helloRetried, confirmed,
                extendedMainSecret, secureRenegotiation, timestamps);
    }

    /** A copy with this group. */
    public HandshakeFacts withGroup(NamedGroup value) {
        return new HandshakeFacts(
                version, suite, Optional.of(value), serverName, applicationProtocol,
                applicationProtocolDecided, localSchemes, peerSchemes, peerCertificateSchemes, localScheme,
                peerScheme, localChain, peerChain, staples, resumed, helloRetried, confirmed,
                extendedMainSecret, secureRenegotiation, timestamps);
    }

    /** A copy with this serverName. */
    public HandshakeFacts withServerName(String value) {
        return new HandshakeFacts(
                version, suite, group, Optional.of(value), applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                peerChain, staples, resumed, helloRetried, confirmed, extendedMainSecret,
                secureRenegotiation, timestamps);
    }

    /** A copy with this applicationProtocol. */
    public HandshakeFacts withApplicationProtocol(String value) {
        return new HandshakeFacts(
                version, suite, group, serverName, Optional.of(value), applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                peerChain, staples, resumed, helloRetried, confirmed, extendedMainSecret,
                secureRenegotiation, timestamps);
    }

    /** A copy with this applicationProtocolDecided. */
    public HandshakeFacts withApplicationProtocolDecided(boolean value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, value, localSchemes, peerSchemes,
                peerCertificateSchemes, localScheme, peerScheme, localChain, peerChain, staples, resumed,
                helloRetried, confirmed, extendedMainSecret, secureRenegotiation, timestamps);
    }

    /** A copy with this localSchemes. */
    public HandshakeFacts withLocalSchemes(List<SignatureScheme> value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided, value,
                peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain, peerChain,
                staples, resumed, helloRetried, confirmed, extendedMainSecret, secureRenegotiation,
                timestamps);
    }

    /** A copy with this peerSchemes. */
    public HandshakeFacts withPeerSchemes(List<SignatureScheme> value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, value, peerCertificateSchemes, localScheme, peerScheme, localChain, peerChain,
                staples, resumed, helloRetried, confirmed, extendedMainSecret, secureRenegotiation,
                timestamps);
    }

    /** A copy with this peerCertificateSchemes. */
    public HandshakeFacts withPeerCertificateSchemes(List<SignatureScheme> value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, value, localScheme, peerScheme, localChain, peerChain, staples,
                resumed, helloRetried, confirmed, extendedMainSecret, secureRenegotiation, timestamps);
    }

    /** A copy with this localScheme. */
    public HandshakeFacts withLocalScheme(SignatureScheme value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, Optional.of(value), peerScheme,
                localChain, peerChain, staples, resumed, helloRetried, confirmed, extendedMainSecret,
                secureRenegotiation, timestamps);
    }

    /** A copy with this peerScheme. */
    public HandshakeFacts withPeerScheme(SignatureScheme value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, Optional.of(value),
                localChain, peerChain, staples, resumed, helloRetried, confirmed, extendedMainSecret,
                secureRenegotiation, timestamps);
    }

    /** A copy with this localChain. */
    public HandshakeFacts withLocalChain(List<X509Certificate> value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, value,
                peerChain, staples, resumed, helloRetried, confirmed, extendedMainSecret,
                secureRenegotiation, timestamps);
    }

    /** A copy with this peerChain. */
    public HandshakeFacts withPeerChain(List<X509Certificate> value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                value, staples, resumed, helloRetried, confirmed, extendedMainSecret, secureRenegotiation,
                timestamps);
    }

    /** A copy with this staples. */
    public HandshakeFacts withStaples(List<byte[]> value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                peerChain, value, resumed, helloRetried, confirmed, extendedMainSecret, secureRenegotiation,
                timestamps);
    }

    /** A copy with this resumed. */
    public HandshakeFacts withResumed(boolean value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                peerChain, staples, value, helloRetried, confirmed, extendedMainSecret, secureRenegotiation,
                timestamps);
    }

    /** A copy with this helloRetried. */
    public HandshakeFacts withHelloRetried(boolean value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                peerChain, staples, resumed, value, confirmed, extendedMainSecret, secureRenegotiation,
                timestamps);
    }

    /** A copy with this confirmed. */
    public HandshakeFacts withConfirmed(boolean value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                peerChain, staples, resumed, helloRetried, value, extendedMainSecret, secureRenegotiation,
                timestamps);
    }

    /** A copy with this extendedMainSecret. */
    public HandshakeFacts withExtendedMainSecret(boolean value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                peerChain, staples, resumed, helloRetried, confirmed, value, secureRenegotiation, timestamps);
    }

    /** A copy with this secureRenegotiation. */
    public HandshakeFacts withSecureRenegotiation(boolean value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                peerChain, staples, resumed, helloRetried, confirmed, extendedMainSecret, value, timestamps);
    }

    /** A copy with these timestamps. */
    public HandshakeFacts withTimestamps(byte[] value) {
        return new HandshakeFacts(
                version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                peerChain, staples, resumed, helloRetried, confirmed, extendedMainSecret,
                secureRenegotiation, value);
    }
}
