package org.handfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.handfast.config.ProfileFolder.client;
import static org.handfast.config.ProfileFolder.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.NamedGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsRegistryTest {
    @TempDir
    private Path directory;

    private ProfileFolder folder;

    @BeforeEach
    void open() {
        folder = new ProfileFolder(directory);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void aProfileHasEverythingAHandshakeNeeds() {
        folder.write("handfast.yaml", server("web", "groups: [X25519, secp256r1]", "alpn: [h2, http/1.1]",
                "clientAuth: need", "trust: {bundle: ca.pem}", "unknownName: reject"));
        TlsRegistry registry = folder.registry();
        ProfileSnapshot web = registry.profile("web").current();
        assertThat(registry.problems()).isEmpty();
        assertThat(web.role()).isEqualTo(Role.SERVER);
        assertThat(web.context().policy().groups()).containsExactly(NamedGroup.X25519, NamedGroup.SECP256R1);
        assertThat(web.applicationProtocols()).containsExactly("h2", "http/1.1");
        assertThat(web.clientAuthentication()).isEqualTo(ClientAuthentication.NEED);
        assertThat(web.trust()).isPresent();
        assertThat(web.anchors()).hasSize(1);
        assertThat(web.verdict(Optional.of("WWW.example.com"))).isEqualTo(NameVerdict.ACCEPT);
        assertThat(web.verdict(Optional.of("else.example.com"))).isEqualTo(NameVerdict.REFUSE);
        assertThat(web.verdict(Optional.empty())).isEqualTo(NameVerdict.ACCEPT);
        assertThat(web.certificates()).singleElement().satisfies(c -> {
            assertThat(c.source()).isEqualTo("server.pem");
            assertThat(c.names()).containsExactly("www.example.com");
            assertThat(c.keyAlgorithm()).isEqualTo("EC 256");
            assertThat(c.sha256()).hasSize(64);
        });
        assertThat(web.description()).contains("web", "server", "x25519", "www.example.com");
    }

    @Test
    void anUnknownProfileIsRefused() {
        folder.write("handfast.yaml", server("web"));
        assertUnavailable(folder.registry().profile("wbe"), "no profile of this name");
    }

    @Test
    void aFileThatIsBadAtFirstLeavesNothingWeaker() {
        folder.write("handfast.yaml", server("web", "groups: [X25519MLKEM769]"));
        TlsRegistry registry = folder.registry();
        assertUnavailable(registry.profile("web"), "HF7113");
        assertThat(registry.profiles()).isEmpty();
        folder.write("handfast.yaml", server("web"));
        registry.refresh();
        assertThat(registry.profile("web").current().generation()).isEqualTo(1);
        assertThat(registry.problems()).isEmpty();
    }

    @Test
    void aMissingFileIsAProblemUntilItIsThere() {
        TlsRegistry registry = folder.registry();
        assertThat(registry.problems()).singleElement().extracting(ConfigProblem::code).isEqualTo("HF7001");
        folder.write("handfast.yaml", server("web"));
        registry.refresh();
        assertThat(registry.profile("web").latest()).isPresent();
    }

    @Test
    void theLastGoodStateOutlivesBadContent() {
        folder.write("handfast.yaml", server("web", "groups: [X25519]") + client("out"));
        TlsRegistry registry = folder.registry();
        Profile web = registry.profile("web");
        ProfileSnapshot good = web.current();
        folder.write("handfast.yaml", server("web", "groups: [nonsense]") + client("out", "groups: [secp256r1]"));
        registry.refresh();
        assertThat(web.current()).isSameAs(good);
        assertThat(registry.problems()).hasSize(1);
        // the other profile of the file is good, and in force
        assertThat(registry.profile("out").current().context().policy().groups()).containsExactly(NamedGroup.SECP256R1);
        assertThat(folder.heard).containsExactly("out 3", "rejected HF7113");
        folder.write("handfast.yaml", ": : : [");
        registry.refresh();
        assertThat(web.current()).isSameAs(good);
    }

    @Test
    void whatDoesNotChangeKeepsItsSnapshot() {
        folder.write("handfast.yaml", server("web") + client("out"));
        TlsRegistry registry = folder.registry();
        ProfileSnapshot web = registry.profile("web").current();
        folder.write("handfast.yaml", "# a remark\n" + server("web") + client("out", "alpn: [h2]"));
        registry.refresh();
        assertThat(registry.profile("web").current()).isSameAs(web);
        assertThat(registry.profile("out").current().applicationProtocols()).containsExactly("h2");
        assertThat(folder.heard).containsExactly("out 3");
    }

    @Test
    void aProfileThatLeavesTheFileRefuses() {
        folder.write("handfast.yaml", server("web") + client("out"));
        TlsRegistry registry = folder.registry();
        Profile out = registry.profile("out");
        assertThat(out.latest()).isPresent();
        folder.write("handfast.yaml", server("web"));
        registry.refresh();
        assertUnavailable(out, "no profile of this name");
        assertThat(folder.heard).containsExactly("out 3");
    }

    @Test
    void aMisspeltNameTakesNothingAway() {
        folder.write("handfast.yaml", server("web"));
        TlsRegistry registry = folder.registry();
        ProfileSnapshot good = registry.profile("web").current();
        folder.write("handfast.yaml", server("w eb"));
        registry.refresh();
        assertThat(registry.profile("web").current()).isSameAs(good);
        assertThat(registry.problems()).extracting(ConfigProblem::code).containsExactly("HF7109");
    }

    @Test
    void aNewCertificateIsANewSnapshot() {
        folder.write("handfast.yaml", server("web"));
        TlsRegistry registry = folder.registry();
        String before = registry.profile("web").current().certificates().get(0).serial();
        folder.pem("server", ProfileFolder.CA.issue("www.example.com").dns("www.example.com").server().make());
        registry.refresh();
        assertThat(registry.profile("web").current().certificates().get(0).serial()).isNotEqualTo(before);
        assertThat(registry.problems()).isEmpty();
    }

    @Test
    void oneRegistryPerFile() {
        TlsRegistry one = TlsRegistry.of(folder.yaml);
        assertThat(TlsRegistry.of(directory.resolve("x/../handfast.yaml"))).isSameAs(one);
        one.close();
        try (TlsRegistry next = TlsRegistry.of(folder.yaml)) {
            assertThat(next).isNotSameAs(one);
        }
    }

    @Test
    void aListenerHearsUntilItLeavesAndADefectHurtsNobody() {
        folder.write("handfast.yaml", server("web"));
        TlsRegistry registry = folder.registry();
        registry.addListener(new ProfileListener() {
            @Override
            public void changed(String profile, long generation) {
                throw new IllegalStateException("listener's defect");
            }
        });
        List<String> mine = new java.util.ArrayList<>();
        Registration registration = registry.addListener(new ProfileListener() {
            @Override
            public void changed(String profile, long generation) {
                mine.add(profile);
            }
        });
        folder.write("handfast.yaml", server("web", "alpn: [h2]"));
        registry.refresh();
        registration.close();
        folder.write("handfast.yaml", server("web"));
        registry.refresh();
        assertThat(mine).containsExactly("web");
        assertThat(folder.heard).containsExactly("web 2", "web 3");
    }

    private static void assertUnavailable(Profile profile, String why) {
        assertThatThrownBy(profile::current).isInstanceOfSatisfying(TlsFailure.class, failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.PROFILE_UNAVAILABLE);
            assertThat(failure.facts().get("why")).contains(why);
        });
    }
}
