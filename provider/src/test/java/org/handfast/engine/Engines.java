package org.handfast.engine;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.handshake.Limits;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.policy.WireRules;
import org.handfast.record.RecordLimits;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;

/** Contexts and options for engines under test. Randomness comes from fixed seeds, time from a field. */
final class Engines {
    static final Identity SERVER = Certificates.selfSigned("server.example");
    static final Identity CLIENT = Certificates.selfSigned("client.example");
    static final JcaBackend JDK = JcaBackend.platform();

    /** In order; a client shares the first. */
    List<NamedGroup> groups = List.of(NamedGroup.X25519);
    CipherSuite suite = CipherSuite.TLS_AES_128_GCM_SHA256;
    ProtocolVersion version = ProtocolVersion.TLS13;
    WireRules rules = WireRules.STANDARD;
    RecordLimits limits = RecordLimits.DEFAULT;
    TlsObserver observer = TlsObserver.NONE;
    ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
    PeerVerifier verifier = (peer, facts) -> {};
    Catalog catalog = new Catalog(JDK.suites13(), JDK.suites12(), JDK.kems(), JDK.signatureAlgorithms());
    long now;
    private int contexts;

    /** Of TLS 1.2 with AES-128-GCM, and the group of the certificates' keys. */
    static Engines tls12() {
        Engines engines = new Engines();
        engines.version = ProtocolVersion.TLS12;
        engines.groups = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);
        engines.suite = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
        return engines;
    }

    /** Of either version. */
    static Engines of(ProtocolVersion version) {
        return version.equals(ProtocolVersion.TLS12) ? tls12() : new Engines();
    }

    /** A context of the platform's primitives, with randomness of its own. */
    TlsContext context() {
        Policy policy = new Policy("test", List.of(version), List.of(suite), true,
                List.of(groups), false, groups.subList(0, 1),
                List.of(SignatureScheme.ECDSA_SECP256R1_SHA256), List.of(), rules);
        Random random = new Random(20260825 + contexts++);
        Randomness randomness = random::nextBytes;
        EngineLimits all = new EngineLimits(
                limits, Limits.DEFAULT, EngineLimits.DEFAULT.handshakeTime(), EngineLimits.DEFAULT.firstByteTime());
        return new TlsContext(policy, catalog, randomness, () -> now, observer, all);
    }

    EngineOptions options(Role role) {
        CredentialSelector credentials = request ->
                Optional.of(role == Role.SERVER ? SERVER.credential() : CLIENT.credential());
        return new EngineOptions(role, "test", Optional.empty(), name -> NameVerdict.ACCEPT, List.of(),
                Optional.empty(), clientAuthentication, credentials, verifier);
    }

    @Override
    public String toString() {
        return suite.toString();
    }

    TlsEngine create(Role role) {
        return TlsEngine.create(context(), options(role));
    }

    /** An engine whose first state the test supplies. */
    ConnectionEngine scripted(Role role, State first) {
        return scripted(role, link -> first);
    }

    /** An engine whose first state the test supplies, which may send. */
    ConnectionEngine scripted(Role role, Function<Link, State> first) {
        return new ConnectionEngine(context(), options(role), first);
    }
}
