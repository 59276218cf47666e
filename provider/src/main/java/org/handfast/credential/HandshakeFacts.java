package org.handfast.credential;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
 * @param earlyDataVerdict what became of early data (RFC 9846 §4.3.10); empty: not decided, or TLS 1.2
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
        Optional<EarlyDataVerdict> earlyDataVerdict,
        byte[] timestamps) {
    /** Nothing known yet. */
    public static final HandshakeFacts NONE = new Draft().facts();

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
        return with(draft -> draft.version = Optional.of(value));
    }

    /** A copy with this suite. */
    public HandshakeFacts withSuite(CipherSuite value) {
        return with(draft -> draft.suite = Optional.of(value));
    }

    /** A copy with this group. */
    public HandshakeFacts withGroup(NamedGroup value) {
        return with(draft -> draft.group = Optional.of(value));
    }

    /** A copy with this serverName. */
    public HandshakeFacts withServerName(String value) {
        return with(draft -> draft.serverName = Optional.of(value));
    }

    /** A copy with this applicationProtocol. */
    public HandshakeFacts withApplicationProtocol(String value) {
        return with(draft -> draft.applicationProtocol = Optional.of(value));
    }

    /** A copy with this applicationProtocolDecided. */
    public HandshakeFacts withApplicationProtocolDecided(boolean value) {
        return with(draft -> draft.applicationProtocolDecided = value);
    }

    /** A copy with this localSchemes. */
    public HandshakeFacts withLocalSchemes(List<SignatureScheme> value) {
        return with(draft -> draft.localSchemes = value);
    }

    /** A copy with this peerSchemes. */
    public HandshakeFacts withPeerSchemes(List<SignatureScheme> value) {
        return with(draft -> draft.peerSchemes = value);
    }

    /** A copy with this peerCertificateSchemes. */
    public HandshakeFacts withPeerCertificateSchemes(List<SignatureScheme> value) {
        return with(draft -> draft.peerCertificateSchemes = value);
    }

    /** A copy with this localScheme. */
    public HandshakeFacts withLocalScheme(SignatureScheme value) {
        return with(draft -> draft.localScheme = Optional.of(value));
    }

    /** A copy with this peerScheme. */
    public HandshakeFacts withPeerScheme(SignatureScheme value) {
        return with(draft -> draft.peerScheme = Optional.of(value));
    }

    /** A copy with this localChain. */
    public HandshakeFacts withLocalChain(List<X509Certificate> value) {
        return with(draft -> draft.localChain = value);
    }

    /** A copy with this peerChain. */
    public HandshakeFacts withPeerChain(List<X509Certificate> value) {
        return with(draft -> draft.peerChain = value);
    }

    /** A copy with this staples. */
    public HandshakeFacts withStaples(List<byte[]> value) {
        return with(draft -> draft.staples = value);
    }

    /** A copy with this resumed. */
    public HandshakeFacts withResumed(boolean value) {
        return with(draft -> draft.resumed = value);
    }

    /** A copy with this helloRetried. */
    public HandshakeFacts withHelloRetried(boolean value) {
        return with(draft -> draft.helloRetried = value);
    }

    /** A copy with this confirmed. */
    public HandshakeFacts withConfirmed(boolean value) {
        return with(draft -> draft.confirmed = value);
    }

    /** A copy with this extendedMainSecret. */
    public HandshakeFacts withExtendedMainSecret(boolean value) {
        return with(draft -> draft.extendedMainSecret = value);
    }

    /** A copy with this secureRenegotiation. */
    public HandshakeFacts withSecureRenegotiation(boolean value) {
        return with(draft -> draft.secureRenegotiation = value);
    }

    /** A copy with this earlyDataVerdict. */
    public HandshakeFacts withEarlyDataVerdict(EarlyDataVerdict value) {
        return with(draft -> draft.earlyDataVerdict = Optional.of(value));
    }

    /** Whether early data was taken by the server. */
    public boolean earlyData() {
        return earlyDataVerdict.filter(EarlyDataVerdict.ACCEPTED::equals).isPresent();
    }

    /** A copy with these timestamps. */
    public HandshakeFacts withTimestamps(byte[] value) {
        return with(draft -> draft.timestamps = value);
    }

    private HandshakeFacts with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.facts();
    }

    /** The one place that names every fact in order; lives only while one of them changes. */
    private static final class Draft {
        private Optional<ProtocolVersion> version = Optional.empty();
        private Optional<CipherSuite> suite = Optional.empty();
        private Optional<NamedGroup> group = Optional.empty();
        private Optional<String> serverName = Optional.empty();
        private Optional<String> applicationProtocol = Optional.empty();
        private boolean applicationProtocolDecided;
        private List<SignatureScheme> localSchemes = List.of();
        private List<SignatureScheme> peerSchemes = List.of();
        private List<SignatureScheme> peerCertificateSchemes = List.of();
        private Optional<SignatureScheme> localScheme = Optional.empty();
        private Optional<SignatureScheme> peerScheme = Optional.empty();
        private List<X509Certificate> localChain = List.of();
        private List<X509Certificate> peerChain = List.of();
        private List<byte[]> staples = List.of();
        private boolean resumed;
        private boolean helloRetried;
        private boolean confirmed;
        private boolean extendedMainSecret;
        private boolean secureRenegotiation;
        private Optional<EarlyDataVerdict> earlyDataVerdict = Optional.empty();
        private byte[] timestamps = new byte[0];

        private Draft() {
            // nothing known
        }

        private Draft(HandshakeFacts known) {
            version = known.version;
            suite = known.suite;
            group = known.group;
            serverName = known.serverName;
            applicationProtocol = known.applicationProtocol;
            applicationProtocolDecided = known.applicationProtocolDecided;
            localSchemes = known.localSchemes;
            peerSchemes = known.peerSchemes;
            peerCertificateSchemes = known.peerCertificateSchemes;
            localScheme = known.localScheme;
            peerScheme = known.peerScheme;
            localChain = known.localChain;
            peerChain = known.peerChain;
            staples = known.staples;
            resumed = known.resumed;
            helloRetried = known.helloRetried;
            confirmed = known.confirmed;
            extendedMainSecret = known.extendedMainSecret;
            secureRenegotiation = known.secureRenegotiation;
            earlyDataVerdict = known.earlyDataVerdict;
            timestamps = known.timestamps;
        }

        private HandshakeFacts facts() {
            return new HandshakeFacts(
                    version, suite, group, serverName, applicationProtocol, applicationProtocolDecided,
                    localSchemes, peerSchemes, peerCertificateSchemes, localScheme, peerScheme, localChain,
                    peerChain, staples, resumed, helloRetried, confirmed, extendedMainSecret,
                    secureRenegotiation, earlyDataVerdict, timestamps);
        }
    }
}
