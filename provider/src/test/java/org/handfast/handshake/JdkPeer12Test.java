package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.iana.NamedGroup.FFDHE2048;
import static org.handfast.iana.NamedGroup.FFDHE3072;
import static org.handfast.iana.NamedGroup.SECP256R1;
import static org.handfast.iana.NamedGroup.SECP384R1;
import static org.handfast.iana.NamedGroup.X25519;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.handfast.credential.ClientAuthentication;
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

/** Our handshake of TLS 1.2 against the JDK's, both roles. */
class JdkPeer12Test {
    private static final Authority CA = Certificates.authority("Handshake Root");
    private static final Identity EC = CA.localhost(KeyKind.EC_P256);
    private static final Identity EC384 = CA.localhost(KeyKind.EC_P384);
    private static final Identity ED = CA.localhost(KeyKind.ED25519);
    private static final Identity RSA = CA.localhost(KeyKind.RSA_2048);
    private static final JcaBackend JDK = JcaBackend.platform();
    private static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.ECDSA_SECP384R1_SHA384, SignatureScheme.ED25519,
            SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.RSA_PKCS1_SHA512);

    /** What a case changes. */
    private record Case(
            String name, Identity server, NamedGroup group, CipherSuite suite, SignatureScheme scheme,
            Identity client) {
        static Case of(Identity server, NamedGroup group, CipherSuite suite, SignatureScheme scheme) {
            return new Case(suite + " " + group + " " + scheme, server, group, suite, scheme, null);
        }

        Case with(String kind, Identity identity) {
            return new Case(name + ", client " + kind, server, group, suite, scheme, identity);
        }

        /** With the curve of the certificate's key, which the JDK's server wants to be among the groups. */
        List<NamedGroup> groups() {
            return group == X25519 ? List.of(X25519, SECP256R1) : List.of(group);
        }

        ClientAuthentication authentication() {
            return client == null ? ClientAuthentication.NONE : ClientAuthentication.NEED;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        SignatureScheme p256 = SignatureScheme.ECDSA_SECP256R1_SHA256;
        SignatureScheme pss = SignatureScheme.RSA_PSS_RSAE_SHA256;
        return Stream.of(
                Case.of(EC, X25519, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, p256),
                Case.of(EC384, SECP384R1, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, p256),
                Case.of(ED, SECP256R1, CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
                        SignatureScheme.ED25519),
                Case.of(RSA, SECP256R1, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, pss),
                Case.of(RSA, X25519, CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, pss),
                Case.of(RSA, X25519, CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, pss),
                Case.of(RSA, FFDHE2048, CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, pss),
                Case.of(RSA, FFDHE3072, CipherSuite.TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256, pss),
                Case.of(EC, X25519, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, p256)
                        .with("P-256", CA.client("client", KeyKind.EC_P256)),
                Case.of(RSA, X25519, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, pss)
                        .with("P-384", CA.client("client", KeyKind.EC_P384)),
                Case.of(RSA, X25519, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, pss)
                        .with("RSA", CA.client("client", KeyKind.RSA_2048)),
                Case.of(EC, X25519, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, p256)
                        .with("Ed25519", CA.client("client", KeyKind.ED25519)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ourServer(Case c) throws Exception {
        TlsEngine ours = ours(Role.SERVER, c, c.server);
        SSLEngine theirs = JdkWire.jdk(
                "TLSv1.2", c.client == null ? c.server : c.client, CA, JdkWire::asClient);
        check(ours, theirs, c);
        assertThat(ours.facts().serverName()).contains("localhost");
        assertThat(ours.facts().localScheme()).contains(c.scheme);
        assertThat(ours.facts().peerChain()).isEqualTo(c.client == null ? List.of() : c.client.chain());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ourClient(Case c) throws Exception {
        TlsEngine ours = ours(Role.CLIENT, c, c.client);
        SSLEngine theirs = JdkWire.jdk(
                "TLSv1.2", c.server, CA, engine -> JdkWire.asServer(engine, c.authentication()));
        check(ours, theirs, c);
        assertThat(ours.facts().peerChain()).isEqualTo(c.server.chain());
        assertThat(ours.facts().localChain()).isEqualTo(c.client == null ? List.of() : c.client.chain());
    }

    private static void check(TlsEngine ours, SSLEngine theirs, Case c) throws Exception {
        new JdkWire(ours, theirs).check(ProtocolVersion.TLS12, c.suite);
        assertThat(ours.facts().group()).contains(c.group);
        assertThat(ours.facts().extendedMainSecret()).isTrue();
        assertThat(ours.facts().secureRenegotiation()).isTrue();
    }

    private static TlsEngine ours(Role role, Case c, Identity identity) {
        Policy policy = new Policy(
                "test", List.of(ProtocolVersion.TLS12), List.of(c.suite), true, List.of(c.groups()), false,
                List.of(), SCHEMES, List.of());
        Random random = new Random(5246);
        TlsContext context = new TlsContext(
                policy, new Catalog(JDK.suites13(), JDK.suites12(), JDK.kems(), JDK.signatureAlgorithms()),
                random::nextBytes,
                () -> 0, TlsObserver.NONE);
        PeerVerifier verifier = (peer, facts) -> assertThat(facts.peerChain()).isNotEmpty();
        CredentialSelector credentials = request -> Optional.ofNullable(identity).map(Identity::credential);
        return TlsEngine.create(context, new EngineOptions(
                role, "jdk", role == Role.CLIENT ? Optional.of("localhost") : Optional.empty(),
                name -> NameVerdict.ACCEPT, List.of("h2"), Optional.empty(), c.authentication(), credentials,
                verifier));
    }
}
