package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import org.handfast.config.TlsRegistry;
import org.handfast.testing.Identity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contexts that serve a profile: what connections get follows the file. */
class ProfileContextsTest {
    private static final Identity SECOND =
            Contexts.CA.issue("second").dns("server.example").dns("second.example").server().make();

    @TempDir
    Path directory;

    private Path yaml;

    @BeforeEach
    void files() throws Exception {
        pem("first", Contexts.SERVER);
        pem("second", SECOND);
        Files.writeString(directory.resolve("ca.pem"), block("CERTIFICATE", Contexts.CA.certificate().getEncoded()));
        yaml = directory.resolve("handfast.yaml");
        profile("first", "");
    }

    @Test
    void aContextInUseFollowsTheFile() throws Exception {
        try (TlsRegistry registry = TlsRegistry.of(yaml)) {
            SSLContext web = ProfileContexts.of(registry, "web");
            assertThat(served(web)).isEqualTo(Contexts.SERVER.certificate());

            EnginePair running = EnginePair.of(Contexts.client(), web).handshake();
            profile("second", "  groups: [secp384r1]\n");
            registry.refresh();
            EnginePair next = EnginePair.of(Contexts.client(), web).handshake();
            SSLSession session = next.client.engine.getSession();
            assertThat(session.getPeerCertificates()[0]).isEqualTo(SECOND.certificate());
            assertThat(ParametersTest.facts(next).group().orElseThrow().toString()).isEqualTo("secp384r1");
            assertThat(next.server.engine.getSession().getValue("org.handfast.profile")).isEqualTo("web");
            assertThat(running.send(running.client, running.server, "goes on")).isEqualTo("goes on");
        }
    }

    @Test
    @DisplayName("T-1: sessions outlive a new certificate of the server; not a new policy, authentication or switch")
    void sessionsOutliveWhatDoesNotConcernThem() throws Exception {
        try (TlsRegistry registry = TlsRegistry.of(yaml)) {
            SSLContext web = ProfileContexts.of(registry, "web");
            SSLContext clients = Contexts.client();
            assertThat(resumed(clients, web)).isFalse();
            assertThat(resumed(clients, web)).isTrue();
            profile("second", "  alpn: [h2]\n");
            registry.refresh();
            assertThat(resumed(clients, web)).as("another certificate").isTrue();
            for (String change : List.of(
                    "  groups: [secp384r1]\n",
                    "  clientAuth: want\n  trust: {bundle: ca.pem}\n",
                    "  trust: {bundle: ca.pem}\n")) {
                profile("second", change);
                registry.refresh();
                assertThat(resumed(clients, web)).as(change).isFalse();
                assertThat(resumed(clients, web)).as(change + "again").isTrue();
            }
            for (String off : List.of("enabled: false", "tickets: false, sessionCache: {entries: 0}")) {
                profile("second", "  resumption: {" + off + "}\n");
                registry.refresh();
                resumed(clients, web);
                assertThat(resumed(clients, web)).as(off).isFalse();
            }
        }
    }

    private static boolean resumed(SSLContext clients, SSLContext web) throws Exception {
        EnginePair pair = new EnginePair(clients.createSSLEngine("localhost", 443), web.createSSLEngine());
        pair.handshake();
        pair.send(pair.server, pair.client, "tickets come before this");
        return ParametersTest.facts(pair).resumed();
    }

    @Test
    void whatTheProfileAsksOfClientsIsAFloor() throws Exception {
        profile("first", "  clientAuth: need\n  trust: {bundle: ca.pem}\n");
        try (TlsRegistry registry = TlsRegistry.of(yaml)) {
            SSLContext web = ProfileContexts.of(registry, "web");
            EnginePair anonymous = EnginePair.of(Contexts.client(), web);
            anonymous.server.engine.setNeedClientAuth(false);
            assertThatThrownBy(anonymous::handshake).isInstanceOf(SSLException.class)
                    .hasMessageContaining("certificate_required");
            EnginePair known = EnginePair.of(Contexts.knownClient(), web).handshake();
            assertThat(known.server.engine.getSession().getPeerCertificates()[0])
                    .isEqualTo(Contexts.CLIENT.certificate());
        }
    }

    @Test
    void aProfileThatIsNotThereFailsConnectionsWithAnAlert() throws Exception {
        try (TlsRegistry registry = TlsRegistry.of(yaml)) {
            EnginePair pair = EnginePair.of(Contexts.client(), ProfileContexts.of(registry, "wbe"));
            assertThatThrownBy(pair::handshake).isInstanceOf(SSLException.class)
                    .hasMessageContaining("PROFILE_UNAVAILABLE");
            assertThatThrownBy(pair::run).hasMessageStartingWith("Received fatal alert: internal_error");
        }
    }

    @Test
    void aProviderForAProfileWithItsOwnStoreAndManagersInBetween() throws Exception {
        profile("first", "  trust: {bundle: ca.pem}\n");
        System.setProperty(TlsRegistry.PROPERTY, yaml.toString());
        try (TlsRegistry registry = TlsRegistry.of(yaml)) {
            Provider provider = new HandfastProvider("web");
            KeyStore store = KeyStore.getInstance("HandfastProfile", provider);
            store.load(null, null);
            List<String> aliases = Collections.list(store.aliases());
            assertThat(aliases).hasSize(2);
            assertThat(aliases.stream().filter(alias -> isKey(store, alias))).hasSize(1);
            assertThatThrownBy(() -> store.deleteEntry(aliases.get(0))).isInstanceOf(KeyStoreException.class);

            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX", provider);
            keys.init(store, "ignored".toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", provider);
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLSv1.3", provider);
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            assertThat(served(context)).isEqualTo(Contexts.SERVER.certificate());
            EnginePair mutual = EnginePair.of(Contexts.knownClient(), context);
            mutual.server.engine.setNeedClientAuth(true);
            mutual.handshake();

            profile("second", "  trust: {bundle: ca.pem}\n");
            registry.refresh();
            assertThat(served(context)).isEqualTo(SECOND.certificate());
            assertThat(store.getCertificate(
                            Collections.list(store.aliases()).stream().filter(a -> isKey(store, a)).findFirst().get()))
                    .isEqualTo(SECOND.certificate());
        } finally {
            System.clearProperty(TlsRegistry.PROPERTY);
        }
    }

    private static Certificate served(SSLContext context) throws Exception {
        return EnginePair.of(Contexts.client(), context).handshake()
                .client.engine.getSession().getPeerCertificates()[0];
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private void profile(String identity, String more) throws Exception {
        Files.writeString(yaml, "apiVersion: handfast/v1\nkind: Profile\nmetadata: {name: web}\nspec:\n"
                + "  side: server\n  certificates:\n    - {certificate: " + identity + ".pem, key: " + identity
                + "-key.pem}\n" + more);
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
