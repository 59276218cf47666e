package org.handfast.jca.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.handfast.config.FirstStart;
import org.handfast.config.TlsRegistry;
import org.handfast.jca.TlsProfileDescription;
import org.handfast.jca.TlsProfileUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The administered object over a real profile file. */
class NamedTlsProfileTest {
    @TempDir
    Path directory;

    @BeforeEach
    void profiles() throws Exception {
        FirstStart.prepare(directory, directory.resolve("data"));
        System.setProperty(TlsRegistry.PROPERTY, directory.resolve(TlsRegistry.FILE_NAME).toString());
    }

    @AfterEach
    void close() {
        TlsRegistry.standard().close();
        System.clearProperty(TlsRegistry.PROPERTY);
    }

    @Test
    void handsOutTheSameContextOfItsProfile() {
        NamedTlsProfile profile = named("default");
        assertThat(profile.sslContext()).isSameAs(profile.sslContext());
        assertThat(profile.sslContext().getProvider().getName()).isEqualTo("Handfast");
        assertThat(profile.socketFactory().getSupportedCipherSuites()).contains("TLS_AES_128_GCM_SHA256");
    }

    @Test
    void clientEnginesCheckTheHostName() {
        SSLEngine engine = named("client").clientEngine("localhost", 8443);
        assertThat(engine.getUseClientMode()).isTrue();
        assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(engine.getPeerHost()).isEqualTo("localhost");
    }

    @Test
    void describesTheProfile() {
        TlsProfileDescription description = named("default").describe();
        assertThat(description.available()).isTrue();
        assertThat(description.protocols()).contains("TLSv1.3");
        assertThat(description.certificates()).hasSize(1);
        assertThat(description.problems()).isEmpty();
    }

    @Test
    void aNameThatTheFileDoesNotHaveSaysWhichFile() {
        NamedTlsProfile profile = named("nowhere");
        assertThat(profile.describe().available()).isFalse();
        assertThatThrownBy(profile::sslContext)
                .isInstanceOf(TlsProfileUnavailableException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining(TlsRegistry.FILE_NAME);
    }

    @Test
    void eventsOfTheRegistryArrive() throws Exception {
        TlsRegistry registry = TlsRegistry.standard();
        registry.refresh();
        List<TlsEvent> events = new ArrayList<>();
        RegistryEvents subscription = RegistryEvents.subscribe(registry, events::add);
        Files.writeString(registry.file(), "this: [is not a profile\n");
        registry.refresh();
        subscription.close();
        assertThat(events).hasSize(1);
        TlsEvent.Changed refused = (TlsEvent.Changed) events.get(0);
        assertThat(refused.event().accepted()).isFalse();
        assertThat(refused.event().problems().get(0)).contains(TlsRegistry.FILE_NAME).contains("HF7");
        assertThat(named("default").describe().available()).isTrue();
    }

    @Test
    void activationNamesAreChecked() {
        TlsEventActivation activation = new TlsEventActivation();
        activation.setProfile("a b");
        assertThatThrownBy(activation::validate)
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("a b");
    }

    private static NamedTlsProfile named(String name) {
        NamedTlsProfile profile = new NamedTlsProfile();
        profile.setProfile(name);
        return profile;
    }
}
