package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.handfast.config.ClusterSessions;
import org.handfast.config.Registration;
import org.handfast.config.TicketKeyRings;
import org.handfast.config.TicketKeyRings.Sharing;
import org.handfast.config.TicketKeyRings.State;
import org.handfast.config.TlsRegistry;
import org.handfast.crypto.Secret;
import org.handfast.session.MemoryCluster;
import org.handfast.session.TicketRing;
import org.handfast.testing.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contexts of one profile know each other's tickets, and the console turns, revokes and shares their keys. */
class SharedTicketKeysTest {
    private static final String PROFILE = "shared-tickets";

    @TempDir
    Path directory;

    private Path yaml;

    @BeforeEach
    void files() throws Exception {
        pem("server", Contexts.SERVER);
        Files.writeString(directory.resolve("ca.pem"), block("CERTIFICATE", Contexts.CA.certificate().getEncoded()));
        yaml = directory.resolve("handfast.yaml");
        TicketKeyRings.revokeAll(PROFILE);
    }

    @AfterEach
    void alone() {
        ClusterSessions.leave();
    }

    @Test
    void anotherContextOfTheProfileTakesTheTicket() throws Exception {
        profile("");
        try (TlsRegistry registry = TlsRegistry.of(yaml)) {
            SSLContext clients = Contexts.client();
            assertThat(resumed(clients, ProfileContexts.of(registry, PROFILE))).isFalse();
            assertThat(resumed(clients, ProfileContexts.of(registry, PROFILE))).isTrue();
            assertThat(resumed(Contexts.client(), ProfileContexts.of(registry, PROFILE)))
                    .as("clients share nothing").isFalse();
        }
    }

    @Test
    @DisplayName("T-1: who was judged by one context's trust manager is not known to another context")
    void aJudgeOfItsOwnKeepsItsTicketsToItself() throws Exception {
        profile("  clientAuth: want\n  trust: {bundle: ca.pem}\n");
        try (TlsRegistry registry = TlsRegistry.of(yaml)) {
            System.setProperty(TlsRegistry.PROPERTY, yaml.toString());
            SSLContext clients = Contexts.knownClient();
            SSLContext own = judged();
            assertThat(resumed(clients, own)).isFalse();
            assertThat(resumed(clients, own)).isTrue();
            assertThat(resumed(clients, judged())).as("another judge").isFalse();
            assertThat(resumed(clients, ProfileContexts.of(registry, PROFILE))).as("no judge").isFalse();
            assertThat(resumed(clients, ProfileContexts.of(registry, PROFILE))).as("no judge again").isTrue();
            assertThat(resumed(clients, judged())).as("a third").isFalse();
        } finally {
            System.clearProperty(TlsRegistry.PROPERTY);
        }
    }

    private static SSLContext judged() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS", new HandfastProvider(PROFILE));
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void keysAreShownTurnedAndRevoked() throws Exception {
        profile("");
        List<TicketRing.Change> told = new ArrayList<>();
        try (TlsRegistry registry = TlsRegistry.of(yaml);
                Registration listening = TicketKeyRings.addListener((profile, change) -> {
                    if (profile.equals(PROFILE)) {
                        told.add(change);
                    }
                })) {
            assertThat(listening).isNotNull();
            SSLContext clients = Contexts.client();
            SSLContext web = ProfileContexts.of(registry, PROFILE);
            resumed(clients, web);
            TicketKeyRings.Ring before = ring(Sharing.LOCAL);
            assertThat(before.keys()).extracting(TicketKeyRings.Key::state)
                    .startsWith(State.NEXT, State.SEALING);
            assertThat(before.keys()).extracting(TicketKeyRings.Key::name)
                    .allMatch(name -> name.matches("[0-9a-f]{32}"));

            assertThat(TicketKeyRings.rotateNow(PROFILE)).isTrue();
            TicketKeyRings.Ring after = ring(Sharing.LOCAL);
            assertThat(after.generation()).isGreaterThan(before.generation());
            assertThat(after.keys().get(1).name()).isEqualTo(before.keys().get(0).name());
            assertThat(after.keys().get(2).name()).isEqualTo(before.keys().get(1).name());
            assertThat(after.keys().get(2).state()).isEqualTo(State.OPENING);
            assertThat(resumed(clients, web)).as("old keys open").isTrue();

            assertThat(TicketKeyRings.revokeAll(PROFILE)).isTrue();
            assertThat(resumed(clients, web)).isFalse();
            assertThat(told).containsExactly(TicketRing.Change.ROTATED, TicketRing.Change.REVOKED);
        }
        assertThat(TicketKeyRings.rotateNow("no-such-profile")).isFalse();
        assertThat(TicketKeyRings.revokeAll("no-such-profile")).isFalse();
        assertThat(TicketKeyRings.describe("no-such-profile")).isEmpty();
    }

    @Test
    void aProfileInAClusterHasTicketsWhileThereIsOne() throws Exception {
        profile("  resumption: {cluster: true, sessionCache: {entries: 0}}\n");
        try (TlsRegistry registry = TlsRegistry.of(yaml)) {
            SSLContext clients = Contexts.client();
            SSLContext web = ProfileContexts.of(registry, PROFILE);
            resumed(clients, web);
            assertThat(resumed(clients, web)).as("no cluster, no tickets").isFalse();
            assertThat(ring(Sharing.WAITING).keys()).isEmpty();
            assertThat(ClusterSessions.describe()).isEmpty();

            MemoryCluster cluster = new MemoryCluster();
            try (Secret key = Secret.of(new byte[32])) {
                ClusterSessions.join(cluster.node("one"), key);
            }
            assertThat(ClusterSessions.describe().orElseThrow().members()).containsExactly("one");
            assertThat(eventually(() -> TicketKeyRings.describe(PROFILE).stream()
                    .filter(ring -> ring.sharing() == Sharing.CLUSTER).findFirst())).isPresent();
            assertThat(resumed(clients, web)).isFalse();
            assertThat(resumed(clients, web)).isTrue();
            assertThat(resumed(clients, ProfileContexts.of(registry, PROFILE))).as("another context").isTrue();
            assertThat(TicketKeyRings.rotateNow(PROFILE)).isTrue();
            assertThat(resumed(clients, web)).isTrue();
            assertThat(cluster.wire()).hasSize(2);

            ClusterSessions.leave();
            assertThat(resumed(clients, web)).isFalse();
            assertThat(ring(Sharing.WAITING).keys()).isEmpty();
        }
    }

    /** What a thread is about to do; yields to it. */
    private static <T> Optional<T> eventually(Supplier<Optional<T>> question) {
        long end = System.nanoTime() + 20_000_000_000L;
        Optional<T> answer = question.get();
        while (answer.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
            answer = question.get();
        }
        return answer;
    }

    private static TicketKeyRings.Ring ring(Sharing sharing) {
        return TicketKeyRings.describe(PROFILE).stream().filter(ring -> ring.sharing() == sharing)
                .findFirst().orElseThrow();
    }

    private static boolean resumed(SSLContext clients, SSLContext web) throws Exception {
        EnginePair pair = new EnginePair(clients.createSSLEngine("localhost", 443), web.createSSLEngine());
        pair.handshake();
        pair.send(pair.server, pair.client, "tickets come before this");
        return ParametersTest.facts(pair).resumed();
    }

    private void profile(String more) throws Exception {
        Files.writeString(yaml, "apiVersion: handfast/v1\nkind: Profile\nmetadata: {name: " + PROFILE + "}\nspec:\n"
                + "  side: server\n  certificates:\n    - {certificate: server.pem, key: server-key.pem}\n" + more);
    }

    private void pem(String name, Identity identity) throws Exception {
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : identity.chain()) {
            chain.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(directory.resolve(name + ".pem"), chain);
        Path key = directory.resolve(name + "-key.pem");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, block("PRIVATE KEY", identity.key().getEncoded()));
    }

    private static String block(String type, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }
}
