package org.handfast.config;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Credential;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.NamedCredential;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.credential.source.CertificateMaker;
import org.handfast.crypto.Suite12.Authentication;
import org.handfast.crypto.jca.SigningKeys;
import org.handfast.engine.EngineOptions;
import org.handfast.engine.TlsContext;
import org.handfast.engine.TlsEngine;
import org.handfast.engine.TlsObserver;
import org.handfast.failure.Reason;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;

/**
 * A whole handshake in memory per version and credential: our engine as client against our engine as server, with the
 * snapshot's policy on both sides. Proves that key, certificate, groups and schemes work together. Who trusts whom
 * is not its business, so both sides accept exactly the chain that is expected.
 */
final class EngineSelfCheck implements SelfCheck {
    @Override
    public void check(ProfileSnapshot snapshot) {
        for (ProtocolVersion version : snapshot.context().policy().versions()) {
            check(snapshot, alone(snapshot.context(), version), version);
        }
    }

    private static void check(ProfileSnapshot snapshot, TlsContext context, ProtocolVersion version) {
        if (snapshot.role() == Role.SERVER) {
            for (NamedCredential own : usable(snapshot.credentials().all(), context, version)) {
                handshake(snapshot, client(context, CredentialSelector.NONE, own.credential()),
                        server(context, own.credential(), ClientAuthentication.NONE, Optional.empty()));
            }
        } else {
            checkClient(snapshot, context, version);
        }
    }

    private static void checkClient(ProfileSnapshot snapshot, TlsContext context, ProtocolVersion version) {
        if (!fits("EC", context, version)
                || !context.policy().schemes().contains(SignatureScheme.ECDSA_SECP256R1_SHA256)) {
            return; // the server of this check has a P-256 key
        }
        Credential server = temporary(context);
        List<NamedCredential> own = snapshot.credentials().all();
        if (own.isEmpty()) {
            handshake(snapshot, client(context, CredentialSelector.NONE, server),
                    server(context, server, ClientAuthentication.NONE, Optional.empty()));
        }
        for (NamedCredential named : own) {
            Credential credential = named.credential();
            handshake(snapshot, client(context, request -> Optional.of(credential), server),
                    server(context, server, ClientAuthentication.NEED, Optional.of(credential)));
        }
    }

    private static void handshake(ProfileSnapshot snapshot, TlsEngine client, TlsEngine server) {
        new MemoryPipe(client, server).run();
        if (!client.established() || !server.established()) {
            throw Reason.INTERNAL_ERROR.with("what", "self check did not finish", "profile", snapshot.name());
        }
    }

    private static TlsEngine client(TlsContext context, CredentialSelector own, Credential expected) {
        return TlsEngine.create(context, new EngineOptions(Role.CLIENT, "", Optional.empty(),
                name -> NameVerdict.IGNORE, List.of(), Optional.empty(), ClientAuthentication.NONE, own,
                exactly(expected)));
    }

    private static TlsEngine server(
            TlsContext context, Credential own, ClientAuthentication authentication, Optional<Credential> expected) {
        return TlsEngine.create(context, new EngineOptions(Role.SERVER, "", Optional.empty(),
                name -> NameVerdict.IGNORE, List.of(), Optional.empty(), authentication, request -> Optional.of(own),
                expected.map(EngineSelfCheck::exactly).orElse(Anchors.NOBODY)));
    }

    private static PeerVerifier exactly(Credential expected) {
        return (peer, facts) -> {
            if (!facts.peerChain().equals(expected.chain())) {
                throw Reason.INTERNAL_ERROR.with("what", "another chain than expected in a self check");
            }
        };
    }

    /** Credentials whose keys the suites of the version have a use for; all where that is none, to hear of it. */
    private static List<NamedCredential> usable(
            List<NamedCredential> all, TlsContext context, ProtocolVersion version) {
        List<NamedCredential> usable = all.stream()
                .filter(own -> fits(own.credential().chain().get(0).getPublicKey().getAlgorithm(), context, version))
                .toList();
        return usable.isEmpty() ? all : usable;
    }

    /** Whether a key of this algorithm goes with any suite: those of TLS 1.3 say nothing of keys. */
    private static boolean fits(String algorithm, TlsContext context, ProtocolVersion version) {
        Authentication needed = algorithm.startsWith("RSA") ? Authentication.RSA : Authentication.ECDSA;
        return version.equals(ProtocolVersion.TLS13) || context.policy().suites().stream()
                .flatMap(suite -> context.catalog().suite12(suite).stream())
                .anyMatch(suite -> suite.authentication() == needed);
    }

    /** The context with one of its versions. Self checks are no handshakes anybody should count. */
    private static TlsContext alone(TlsContext context, ProtocolVersion version) {
        Policy all = context.policy();
        Policy policy = all.with(List.of(version), all.suites(), all.schemes()).coherent();
        return new TlsContext(policy, context.catalog(), context.randomness(), context.nanoTime(),
                TlsObserver.NONE, context.limits());
    }

    private static Credential temporary(TlsContext context) {
        KeyPair keys = SigningKeys.ecP256();
        Instant from = Instant.now().minus(Duration.ofHours(1));
        Instant to = from.plus(Duration.ofHours(2));
        CertificateMaker maker = new CertificateMaker(context.catalog(), context.randomness());
        CertificateMaker.Made made = maker.server(
                maker.authority("Handfast self check", keys, from, to), List.of("localhost"), keys, from, to);
        return new Credential("self check", List.of(made.certificate()), keys.getPrivate(), new byte[0]);
    }
}
