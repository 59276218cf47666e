package org.handfast.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Kem;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.RememberedSignature;
import org.handfast.testing.ToyKem;

/** Builds the two sides of a test handshake. Deterministic: all randomness comes from one seed. */
final class Peers {
    static final Identity SERVER = Certificates.selfSigned("server.example");
    static final Identity CLIENT = Certificates.selfSigned("client.example");
    private static final JcaBackend JDK = JcaBackend.platform();
    private static final List<NamedGroup> TOY_GROUPS = List.of(
            NamedGroup.X25519MLKEM768, NamedGroup.SECP256R1MLKEM768, NamedGroup.X25519, NamedGroup.SECP256R1,
            NamedGroup.SECP384R1, NamedGroup.FFDHE2048, NamedGroup.FFDHE3072);
    static final Catalog CATALOG = new Catalog(
            JDK.suites13(),
            JDK.suites12(),
            TOY_GROUPS.stream().<Kem>map(ToyKem::new).toList(),
            JDK.signatureAlgorithms().stream().<SignatureAlgorithm>map(RememberedSignature::new).toList());

    static final List<List<NamedGroup>> TIERS = List.of(
            List.of(NamedGroup.X25519MLKEM768, NamedGroup.SECP256R1MLKEM768),
            List.of(NamedGroup.X25519, NamedGroup.SECP256R1));
    static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PKCS1_SHA256);

    /** Suites of TLS 1.2 for both kinds of keys. */
    static final List<CipherSuite> SUITES_12 = List.of(
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
    private static final NamedGroup X = NamedGroup.X25519;
    private static final NamedGroup P = NamedGroup.SECP256R1;

    private Peers() {}

    static Policy policy(List<List<NamedGroup>> tiers, List<NamedGroup> shares, boolean hybridRequired) {
        return new Policy(
                "test",
                List.of(ProtocolVersion.TLS13),
                List.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384),
                true,
                tiers,
                hybridRequired,
                shares,
                SCHEMES,
                List.of());
    }

    static Policy policy() {
        return policy(TIERS, List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519), false);
    }

    /** TLS 1.2 alone, with toy groups and these suites. */
    static Policy policy12(List<CipherSuite> suites) {
        return new Policy(
                "test-1.2", List.of(ProtocolVersion.TLS12), suites, true, List.of(List.of(X, P)), false, List.of(),
                SCHEMES, List.of());
    }

    /** TLS 1.3 and 1.2. */
    static Policy both() {
        Policy newer = policy();
        return new Policy(
                "test-both", List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12), Stream.concat(
                        newer.suites().stream(), SUITES_12.stream()).toList(), true, TIERS, false, newer.keyShares(),
                SCHEMES, List.of());
    }

    /** A side to be changed before it is built. */
    static final class Side {
        final Role role;
        Policy policy = policy();
        long seed = 1;
        Optional<String> serverName = Optional.empty();
        Function<Optional<String>, NameVerdict> nameCheck = name -> NameVerdict.ACCEPT;
        List<String> protocols = List.of();
        Optional<Function<List<String>, String>> selector = Optional.empty();
        ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
        CredentialSelector credentials;
        ClientWishes wishes = ClientWishes.STANDARD;
        Resumption resumption = Resumption.NONE;
        final List<HandshakeFacts> verified = new ArrayList<>();
        PeerVerifier verifier = (peer, facts) -> verified.add(facts);

        Side(Role role) {
            this.role = role;
            this.credentials = role == Role.SERVER
                    ? request -> Optional.of(SERVER.credential())
                    : CredentialSelector.NONE;
        }

        Terms terms() {
            Random random = new Random(seed + role.ordinal());
            Randomness randomness = random::nextBytes;
            return new Terms(
                    role, Allowed.of(policy, CATALOG), Limits.DEFAULT, randomness, serverName, nameCheck, protocols,
                    selector, clientAuthentication, credentials, verifier, wishes, resumption);
        }
    }

    static Side client() {
        return new Side(Role.CLIENT);
    }

    static Side server() {
        return new Side(Role.SERVER);
    }

    static Stream<String> names(List<? extends State> states) {
        return states.stream().map(state -> state.getClass().getSimpleName());
    }
}
