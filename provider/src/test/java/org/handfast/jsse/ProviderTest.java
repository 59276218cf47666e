package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.handfast.testing.Certificates;
import org.junit.jupiter.api.Test;

/** The provider object, its services, and the ways to initialize a context. */
class ProviderTest {
    @Test
    void servicesAreVisibleUnderProtocolNames() throws Exception {
        Provider provider = new HandfastProvider();
        assertThat(provider.getName()).isEqualTo("Handfast");
        assertThat(provider.getVersionStr()).isEqualTo("0.1");
        List<String> contexts = provider.getServices().stream()
                .filter(service -> service.getType().equals("SSLContext"))
                .map(Provider.Service::getAlgorithm)
                .collect(Collectors.toList());
        assertThat(contexts).containsExactlyInAnyOrder("TLS", "TLSv1.3", "TLSv1.2", "Default");
        for (String name : contexts) {
            SSLContext context = SSLContext.getInstance(name.toUpperCase(Locale.ROOT), provider);
            assertThat(context.getProtocol()).isEqualTo(name.toUpperCase(Locale.ROOT));
            assertThat(context.getProvider()).isSameAs(provider);
        }
        assertThatThrownBy(() -> SSLContext.getInstance("SSLv3", provider))
                .isInstanceOf(NoSuchAlgorithmException.class);
    }

    @Test
    void factoriesUnderAllTheirNames() throws Exception {
        Provider provider = new HandfastProvider();
        for (String name : List.of("PKIX", "SunX509", "NewSunX509", "X509", KeyManagerFactory.getDefaultAlgorithm())) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(name, provider);
            assertThatThrownBy(factory::getKeyManagers).isInstanceOf(IllegalStateException.class);
            factory.init(null, null);
            assertThat(factory.getKeyManagers()[0]).isInstanceOf(X509ExtendedKeyManager.class);
        }
        for (String name : List.of("PKIX", "SunX509", "X509", TrustManagerFactory.getDefaultAlgorithm(),
                KeyManagerFactory.getDefaultAlgorithm())) {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(name, provider);
            factory.init((KeyStore) null);
            assertThat(factory.getTrustManagers()[0]).isInstanceOf(X509ExtendedTrustManager.class);
        }
    }

    @Test
    void foundByServiceLoaderAndConfigurable() throws Exception {
        assertThat(ServiceLoader.load(Provider.class).stream().map(p -> p.type().getName()))
                .contains(HandfastProvider.class.getName());
        Provider plain = new HandfastProvider();
        assertThat(plain.configure("")).isSameAs(plain);
        assertThat(plain.isConfigured()).isTrue();
        Provider configured = plain.configure("orders");
        assertThat(configured).isInstanceOf(HandfastProvider.class).isNotSameAs(plain);
        assertThat(configured.getService("SSLContext", "TLS")).isNotNull();
        assertThatThrownBy(() -> plain.configure("orders and more"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("one profile")
                .hasMessageContaining("orders and more");
        KeyStore store = KeyStore.getInstance("HandfastProfile", plain);
        assertThatThrownBy(() -> store.load(null, null)).hasMessageContaining("PROFILE_UNAVAILABLE");
    }

    @Test
    void installsNothingGlobal() {
        List<String> before = List.of(Security.getProviders()).stream().map(Provider::getName).toList();
        String disabled = Security.getProperty("jdk.tls.disabledAlgorithms");
        Contexts.client().createSSLEngine();
        assertThat(List.of(Security.getProviders()).stream().map(Provider::getName)).isEqualTo(before);
        assertThat(Security.getProperty("jdk.tls.disabledAlgorithms")).isEqualTo(disabled);
        assertThat(Security.getProvider("Handfast")).isNull();
    }

    @Test
    void contextWithoutInitIsRefused() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS", Contexts.HANDFAST);
        assertThatThrownBy(context::createSSLEngine).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::getSocketFactory).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::getServerSocketFactory).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::getDefaultSSLParameters).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::getServerSessionContext).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void defaultContextNeedsNoInitAndTakesNone() throws Exception {
        SSLContext context = SSLContext.getInstance("Default", Contexts.HANDFAST);
        assertThat(context.createSSLEngine().getSupportedProtocols()).contains("TLSv1.3");
        assertThatThrownBy(() -> context.init(null, null, null)).isInstanceOf(KeyManagementException.class);
        assertThat(context.getClientSessionContext()).isNotNull();
        assertThat(context.getServerSessionContext()).isNotNull();
    }

    @Test
    void initTakesNullEmptyAndTheFirstOfEachKind() throws Exception {
        SSLContext platform = SSLContext.getInstance("TLS", Contexts.HANDFAST);
        platform.init(null, null, null);
        assertThatThrownBy(() -> EnginePair.of(platform, Contexts.server()).handshake())
                .as("the platform does not know the test authority")
                .isInstanceOf(SSLException.class);
        SSLContext nobody = Contexts.context(new KeyManager[0], new TrustManager[0]);
        assertThatThrownBy(() -> EnginePair.of(nobody, Contexts.server()).handshake())
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("NO_TRUST_ANCHORS");
        SSLContext first = Contexts.context(null, new TrustManager[] {
            new TrustManager() {}, Contexts.trust()[0], Contexts.trust(Certificates.emptyStore())[0]
        });
        EnginePair.of(first, Contexts.server()).handshake();
        first.init(null, new TrustManager[0], null);
        assertThatThrownBy(() -> EnginePair.of(first, Contexts.server()).handshake())
                .isInstanceOf(SSLException.class);
        SSLContext keyless = Contexts.context(null, Contexts.trust());
        assertThatThrownBy(() -> EnginePair.of(Contexts.client(), keyless).handshake())
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("NO_CREDENTIAL");
    }

    @Test
    void twoProvidersSideBySide() throws Exception {
        SSLContext other = SSLContext.getInstance("TLS", new HandfastProvider());
        other.init(null, Contexts.trust(), null);
        EnginePair.of(other, Contexts.server()).handshake();
        assertThat(other.getProvider()).isNotSameAs(Contexts.HANDFAST);
    }

    @Test
    void enginesToStringIsHarmless() throws IOException {
        SSLEngine engine = Contexts.client().createSSLEngine("h", 1);
        assertThat(engine.toString()).contains("h:1");
        assertThat(engine.getSession().toString()).isNotEmpty();
    }
}
