package org.handfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.handfast.config.ProfileFolder.CLIENT;
import static org.handfast.config.ProfileFolder.OTHER;
import static org.handfast.config.ProfileFolder.SERVER;
import static org.handfast.config.ProfileFolder.client;
import static org.handfast.config.ProfileFolder.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Credential;
import org.handfast.credential.CredentialSet;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.NamedCredential;
import org.handfast.credential.Role;
import org.handfast.engine.TlsContext;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.observe.Observed;
import org.handfast.iana.ProtocolVersion;
import org.handfast.policy.Policy;
import org.handfast.policy.Profiles;
import org.handfast.testing.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCheckTest {
    private static final Environment ENVIRONMENT = Environment.standard();

    @TempDir
    private Path directory;

    @Test
    void goodServersAndClientsPassWithoutBeingCounted() {
        Observed observed = ENVIRONMENT.observed();
        new EngineSelfCheck().check(snapshot(Role.SERVER, SERVER));
        new EngineSelfCheck().check(snapshot(Role.CLIENT, CLIENT));
        assertThat(observed.counters().finished()).isZero();
        assertThat(observed.counters().failed()).isZero();
    }

    @Test
    void aKeyThatCannotProveItsCertificateFails() {
        Identity wrong = new Identity(SERVER.chain(), OTHER.key());
        assertThatThrownBy(() -> new EngineSelfCheck().check(snapshot(Role.SERVER, wrong)))
                .isInstanceOf(TlsFailure.class);
        assertThatThrownBy(() -> new EngineSelfCheck().check(snapshot(Role.CLIENT, wrong)))
                .isInstanceOf(TlsFailure.class);
    }

    /** A key that no suite of TLS 1.2 has a use for shows only where TLS 1.2 is tried. */
    @Test
    void everyVersionIsTried() {
        Policy both = Profiles.named("compatible").orElseThrow();
        new EngineSelfCheck().check(snapshot(Role.SERVER, SERVER, both));
        new EngineSelfCheck().check(snapshot(Role.CLIENT, CLIENT, both));
        Policy forRsa = both.with(both.versions(), both.suites().stream()
                .filter(suite -> suite.isTls13() || suite.toString().contains("_RSA_")).toList(), both.schemes());
        assertThatThrownBy(() -> new EngineSelfCheck().check(snapshot(Role.SERVER, SERVER, forRsa)))
                .isInstanceOf(TlsFailure.class);
        Policy newer = forRsa.with(List.of(ProtocolVersion.TLS13), forRsa.suites(), forRsa.schemes()).coherent();
        new EngineSelfCheck().check(snapshot(Role.SERVER, SERVER, newer));
    }

    @Test
    void whatFailsItsTrialNeverServes() {
        ProfileFolder folder = new ProfileFolder(directory);
        folder.write("handfast.yaml", server("web") + client("out"));
        Environment failing = new Environment(ENVIRONMENT.catalog(), ENVIRONMENT.randomness(), ENVIRONMENT.nanoTime(),
                ENVIRONMENT.clock(), ENVIRONMENT.variables(), ENVIRONMENT.observed(), snapshot -> {
                    if (snapshot.name().equals("web")) {
                        throw Reason.SIGNING_FAILED.failure();
                    }
                });
        try (TlsRegistry registry = new TlsRegistry(folder.yaml, failing)) {
            assertThat(registry.profiles()).extracting(Profile::name).containsExactly("out");
            assertThat(registry.problems()).singleElement().satisfies(p -> {
                assertThat(p.code()).isEqualTo("HF7303");
                assertThat(p.profile()).isEqualTo("web");
            });
        }
    }

    @Test
    void withoutAnchorsNobodyIsTrusted() {
        ProfileSnapshot snapshot = snapshot(Role.SERVER, SERVER);
        assertThatThrownBy(() -> snapshot
                        .verifier(anchors -> (peer, facts) -> { })
                        .verify(Role.CLIENT, HandshakeFacts.NONE))
                .isInstanceOfSatisfying(TlsFailure.class,
                        f -> assertThat(f.reason()).isEqualTo(Reason.NO_TRUST_ANCHORS));
    }

    private static ProfileSnapshot snapshot(Role role, Identity identity) {
        return snapshot(role, identity, Profiles.standard());
    }

    private static ProfileSnapshot snapshot(Role role, Identity identity, Policy policy) {
        TlsContext context = new TlsContext(policy.narrowedTo(ENVIRONMENT.catalog()),
                ENVIRONMENT.catalog(), ENVIRONMENT.randomness(), ENVIRONMENT.nanoTime(),
                ENVIRONMENT.observed().observer("test"));
        Credential credential = new Credential("test", identity.chain(), identity.key(), new byte[0]);
        return new ProfileSnapshot(new ProfileTerms("test", role, context,
                new CredentialSet(List.of(new NamedCredential(credential, List.of())), ENVIRONMENT.catalog()),
                Optional.empty(), ClientAuthentication.NONE, List.of(), UnknownName.DEFAULT,
                ResumptionTerms.STANDARD, List.of(), List.of()), 1);
    }
}
