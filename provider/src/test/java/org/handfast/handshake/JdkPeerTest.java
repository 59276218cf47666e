package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.iana.NamedGroup.SECP256R1;
import static org.handfast.iana.NamedGroup.SECP384R1;
import static org.handfast.iana.NamedGroup.X25519;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Credential;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.engine.EngineOptions;
import org.handfast.engine.TlsContext;
import org.handfast.engine.TlsEngine;
import org.handfast.engine.TlsObserver;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our handshake of TLS 1.3 against the JDK's, both roles. */
class JdkPeerTest {
    private static final Authority CA = Certificates.authority("Handshake Root");
    private static final Identity EC = CA.localhost(KeyKind.EC_P256);
    private static final Identity RSA = CA.localhost(KeyKind.RSA_2048);
    private static final Identity CLIENT = CA.client("client", KeyKind.EC_P256);
    private static final JcaBackend JDK = JcaBackend.platform();

    /** What a case changes. */
    private record Case(
            String name, Identity server, List<NamedGroup> groups, List<NamedGroup> shares, CipherSuite suite,
            ClientAuthentication authentication) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        List<NamedGroup> usual = List.of(X25519, SECP256R1);
        CipherSuite aes = CipherSuite.TLS_AES_128_GCM_SHA256;
        ClientAuthentication none = ClientAuthentication.NONE;
        return Stream.of(
                new Case("EC certificate", EC, usual, List.of(X25519), aes, none),
                new Case("RSA certificate, SHA-384", RSA, usual, usual, CipherSuite.TLS_AES_256_GCM_SHA384, none),
                new Case("hello retried", EC, List.of(SECP384R1), List.of(), aes, none),
                new Case("hello retried, SHA-384", RSA, List.of(SECP384R1), List.of(),
                        CipherSuite.TLS_AES_256_GCM_SHA384, none),
                new Case("ChaCha20", EC, usual, List.of(SECP256R1), CipherSuite.TLS_CHACHA20_POLY1305_SHA256, none),
                new Case("client certificate", EC, usual, List.of(X25519), aes, ClientAuthentication.NEED),
                new Case("client certificate after a retry", RSA, List.of(SECP384R1), List.of(), aes,
                        ClientAuthentication.NEED));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ourServer(Case c) throws Exception {
        TlsEngine ours = ours(Role.SERVER, c, c.server.credential());
        SSLEngine theirs = JdkWire.jdk("TLSv1.3", CLIENT, CA, JdkWire::asClient);
        check(ours, theirs, c);
        assertThat(ours.facts().serverName()).contains("localhost");
        assertThat(ours.facts().peerChain()).isEqualTo(
                c.authentication == ClientAuthentication.NEED ? CLIENT.chain() : List.of());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ourClient(Case c) throws Exception {
        TlsEngine ours = ours(Role.CLIENT, c, CLIENT.credential());
        SSLEngine theirs = JdkWire.jdk(
                "TLSv1.3", c.server, CA, engine -> JdkWire.asServer(engine, c.authentication));
        check(ours, theirs, c);
        assertThat(ours.facts().peerChain()).isEqualTo(c.server.chain());
        assertThat(ours.facts().localChain()).isEqualTo(
                c.authentication == ClientAuthentication.NEED ? CLIENT.chain() : List.of());
    }

    private static void check(TlsEngine ours, SSLEngine theirs, Case c) throws Exception {
        new JdkWire(ours, theirs).check(ProtocolVersion.TLS13, c.suite);
        assertThat(ours.facts().helloRetried()).isEqualTo(c.name.contains("retr"));
    }

    private static TlsEngine ours(Role role, Case c, Credential credential) {
        Policy policy = new Policy(
                "test", List.of(ProtocolVersion.TLS13), List.of(c.suite), true, List.of(c.groups), false, c.shares,
                List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256),
                List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256));
        Random random = new Random(8446);
        TlsContext context = new TlsContext(
                policy, new Catalog(JDK.suites13(), JDK.suites12(), JDK.kems(), JDK.signatureAlgorithms()),
                random::nextBytes,
                () -> 0, TlsObserver.NONE);
        PeerVerifier verifier = (peer, facts) -> assertThat(facts.peerChain()).isNotEmpty();
        CredentialSelector credentials = request -> Optional.of(credential);
        return TlsEngine.create(context, new EngineOptions(
                role, "jdk", role == Role.CLIENT ? Optional.of("localhost") : Optional.empty(),
                name -> NameVerdict.ACCEPT, List.of("h2"), Optional.empty(), c.authentication, credentials, verifier));
    }
}
