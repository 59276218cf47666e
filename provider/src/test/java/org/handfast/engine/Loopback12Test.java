package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.selection.CatalogSelection;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our client against our server in every suite of TLS 1.2; what is sent is cut at random points. */
class Loopback12Test {
    private static final long SEED = 20261124;
    private static final Catalog CATALOG = CatalogSelection.standard().catalog();
    private static final Authority CA = Certificates.authority("Loopback Root");
    private static final Identity EC = CA.localhost(KeyKind.EC_P256);
    private static final Identity RSA = CA.localhost(KeyKind.RSA_2048);
    private static final Identity ALICE = CA.client("alice", KeyKind.EC_P256);

    static Stream<CipherSuite> suites() {
        return CATALOG.suites12().stream().map(Suite12::suite);
    }

    @Test
    void theSuitesAreAllThere() {
        assertThat(suites()).contains(
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void connectsMovesDataAndCloses(CipherSuite suite) {
        for (ClientAuthentication wish : ClientAuthentication.values()) {
            Random random = new Random(SEED + wish.ordinal());
            MatrixLine line = new MatrixLine(
                    engine(Role.CLIENT, suite, wish, random), engine(Role.SERVER, suite, wish, random), random);
            line.handshake();
            assertThat(line.client.facts().version()).contains(ProtocolVersion.TLS12);
            assertThat(line.server.facts().suite()).contains(suite);
            assertThat(line.server.facts().peerChain())
                    .isEqualTo(wish == ClientAuthentication.NONE ? List.of() : ALICE.chain());
            assertThat(line.client.export("loopback", null, 40)).isEqualTo(line.server.export("loopback", null, 40));
            line.moveBothWays(1);
            line.moveBothWays(1 + random.nextInt(40 * 1024));
            line.close();
        }
    }

    private static TlsEngine engine(Role role, CipherSuite suite, ClientAuthentication wish, Random random) {
        Policy policy = new Policy("loopback", List.of(ProtocolVersion.TLS12), List.of(suite), true,
                List.of(List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.FFDHE2048)), false, List.of(),
                List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256), List.of());
        boolean rsa = CATALOG.suite12(suite).orElseThrow().authentication() == Suite12.Authentication.RSA;
        Identity own = role == Role.CLIENT ? ALICE : rsa ? RSA : EC;
        CredentialSelector credentials = request -> Optional.of(own.credential());
        return TlsEngine.create(
                new TlsContext(policy, CATALOG, random::nextBytes, () -> 0, TlsObserver.NONE),
                new EngineOptions(role, "loopback", Optional.empty(), name -> NameVerdict.ACCEPT, List.of("h2"),
                        Optional.empty(), wish, credentials, (peer, facts) -> {}));
    }
}
