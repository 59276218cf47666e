package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.iana.NamedGroup.FFDHE2048;
import static org.handfast.iana.NamedGroup.SECP256R1;
import static org.handfast.iana.NamedGroup.SECP384R1;
import static org.handfast.iana.NamedGroup.X25519;

import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
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

/** Our handshake against the JDK's, both roles. */
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
        ProtocolVersion version() {
            return suite.isTls13() ? ProtocolVersion.TLS13 : ProtocolVersion.TLS12;
        }

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

    static Stream<Case> cases12() {
        List<NamedGroup> usual = List.of(X25519, SECP256R1);
        List<NamedGroup> none = List.of();
        ClientAuthentication open = ClientAuthentication.NONE;
        ClientAuthentication need = ClientAuthentication.NEED;
        return Stream.of(
                new Case("1.2, EC", EC, usual, none, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, open),
                new Case("1.2, EC, P-384", EC, List.of(SECP384R1, SECP256R1), none,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, open),
                new Case("1.2, EC, ChaCha20", EC, usual, none,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, open),
                new Case("1.2, RSA", RSA, usual, none, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, open),
                new Case("1.2, RSA, client", RSA, usual, none,
                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, need),
                new Case("1.2, EC, client", EC, usual, none,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, need),
                new Case("1.2, finite field", RSA, List.of(FFDHE2048), none,
                        CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, open));
    }

    @ParameterizedTest
    @MethodSource({"cases", "cases12"})
    void ourServer(Case c) throws Exception {
        TlsEngine ours = ours(Role.SERVER, c, c.server.credential());
        SSLEngine theirs = theirs(CLIENT, engine -> {
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName("localhost")));
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            engine.setSSLParameters(parameters);
        });
        check(ours, theirs, c);
        assertThat(ours.facts().serverName()).contains("localhost");
        assertThat(ours.facts().peerChain()).isEqualTo(
                c.authentication == ClientAuthentication.NEED ? CLIENT.chain() : List.of());
    }

    @ParameterizedTest
    @MethodSource({"cases", "cases12"})
    void ourClient(Case c) throws Exception {
        TlsEngine ours = ours(Role.CLIENT, c, CLIENT.credential());
        SSLEngine theirs = theirs(c.server, engine -> {
            engine.setUseClientMode(false);
            engine.setNeedClientAuth(c.authentication == ClientAuthentication.NEED);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            engine.setSSLParameters(parameters);
        });
        check(ours, theirs, c);
        assertThat(ours.facts().peerChain()).isEqualTo(c.server.chain());
        assertThat(ours.facts().localChain()).isEqualTo(
                c.authentication == ClientAuthentication.NEED ? CLIENT.chain() : List.of());
    }

    private static void check(TlsEngine ours, SSLEngine theirs, Case c) throws Exception {
        JdkWire wire = new JdkWire(ours, theirs);
        wire.handshake();
        assertThat(theirs.getSession().getProtocol()).isEqualTo(c.version().toString());
        assertThat(ours.facts().version()).contains(c.version());
        assertThat(theirs.getSession().getCipherSuite()).isEqualTo(c.suite.toString());
        assertThat(theirs.getApplicationProtocol()).isEqualTo("h2");
        assertThat(ours.facts().applicationProtocol()).contains("h2");
        assertThat(ours.facts().helloRetried()).isEqualTo(c.name.contains("retr"));
        wire.toTheirs("to the JDK");
        wire.toOurs("from the JDK");
        assertThat(wire.theyGot()).isEqualTo("to the JDK");
        assertThat(wire.weGot()).isEqualTo("from the JDK");
    }

    private static TlsEngine ours(Role role, Case c, Credential credential) {
        Policy policy = new Policy(
                "test", List.of(c.version()), List.of(c.suite), true, List.of(c.groups), false, c.shares,
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

    private static SSLEngine theirs(Identity identity, Consumer<SSLEngine> setup) throws Exception {
        KeyStore store = identity.keyStore();
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509", "SunJSSE");
        keys.init(store, Identity.PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
        trust.init(Certificates.trusting(CA));
        SSLContext context = SSLContext.getInstance("TLSv1.3", "SunJSSE");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLEngine engine = context.createSSLEngine();
        setup.accept(engine);
        return engine;
    }
}
