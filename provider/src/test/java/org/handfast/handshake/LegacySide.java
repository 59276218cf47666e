package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.crypto.jca.legacy.LegacyCatalog;
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

/** Engines of TLS 1.2 with legacy suites, and certificates for them. Deterministic. */
final class LegacySide {
    static final Authority CA = Certificates.authority("Legacy Root");
    static final Identity EC = CA.localhost(KeyKind.EC_P256);
    static final Identity RSA = rsa(KeyUsage.digitalSignature | KeyUsage.keyEncipherment);
    private static final JcaBackend JDK = JcaBackend.platform();
    private static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PKCS1_SHA256);

    private LegacySide() {}

    /** All there are. */
    static Stream<CipherSuite> suites() {
        return CipherSuite.known().stream().filter(CipherSuite::isLegacy);
    }

    /** A server's certificate with an RSA key and these bits of key usage. */
    static Identity rsa(int usage) {
        return CA.issue("localhost").dns("localhost").ip("127.0.0.1").server().usage(usage)
                .keys(KeyKind.RSA_2048).make();
    }

    /** The server's identity that goes with a suite. */
    static Identity identity(CipherSuite suite) {
        return suite.toString().contains("_ECDSA_") ? EC : RSA;
    }

    static Policy policy(List<CipherSuite> suites) {
        return new Policy("legacy", List.of(ProtocolVersion.TLS12), suites, true,
                List.of(List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.FFDHE2048)), false, List.of(),
                SCHEMES, List.of());
    }

    /** The platform's primitives with these suites behind them. */
    static Catalog catalog(List<CipherSuite> suites, Randomness randomness) {
        return LegacyCatalog.with(
                new Catalog(JDK.suites13(), JDK.suites12(), JDK.kems(), JDK.signatureAlgorithms()), suites, randomness);
    }

    static TlsEngine engine(Role role, CipherSuite suite, Identity server) {
        return engine(role, policy(List.of(suite)), server, ClientAuthentication.NONE);
    }

    static TlsEngine engine(Role role, Policy policy, Identity identity, ClientAuthentication authentication) {
        return engine(role, policy, request -> Optional.ofNullable(identity).map(Identity::credential), authentication);
    }

    static TlsEngine engine(
            Role role, Policy policy, CredentialSelector credentials, ClientAuthentication authentication) {
        Random random = new Random(5246 + role.ordinal());
        TlsContext context = new TlsContext(policy, catalog(policy.suites(), random::nextBytes), random::nextBytes,
                () -> 0, TlsObserver.NONE);
        return TlsEngine.create(context, new EngineOptions(
                role, "peer", role == Role.CLIENT ? Optional.of("localhost") : Optional.empty(),
                name -> NameVerdict.ACCEPT, List.of("h2"), Optional.empty(), authentication, credentials,
                (peer, facts) -> assertThat(facts.peerChain()).isNotEmpty()));
    }
}
