package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.handfast.config.TlsRegistry;
import org.handfast.iana.CipherSuite;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which legacy suites JSSE shows: those a profile names, and nobody else any. Elytron enables all that is shown. */
class LegacySupportTest {
    private static final String NAMED = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA";
    private static final List<String> ALL = CipherSuite.known().stream()
            .filter(CipherSuite::isLegacy).map(CipherSuite::toString).toList();

    @TempDir
    Path directory;

    @Test
    @DisplayName("N-2: a context without a profile has no legacy suite and takes none")
    void aContextWithoutProfileHasNone() {
        for (SSLContext context : List.of(Contexts.client(), Contexts.server())) {
            assertThat(context.getSupportedSSLParameters().getCipherSuites()).doesNotContainAnyElementsOf(ALL);
            assertThat(context.getDefaultSSLParameters().getCipherSuites()).doesNotContainAnyElementsOf(ALL);
            assertThat(context.getSocketFactory().getSupportedCipherSuites()).doesNotContainAnyElementsOf(ALL);
            SSLEngine engine = context.createSSLEngine();
            assertThat(engine.getSupportedCipherSuites()).doesNotContainAnyElementsOf(ALL);
            for (String legacy : ALL) {
                assertThatThrownBy(() -> engine.setEnabledCipherSuites(new String[] {legacy}))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    @DisplayName("N-2: a profile's contexts have the legacy suite it names, last, and its neighbours have none")
    void aProfileHasWhatItNames() throws Exception {
        Files.writeString(directory.resolve("c.pem"), pem("CERTIFICATE", Contexts.SERVER.certificate().getEncoded()));
        Files.writeString(directory.resolve("k.pem"), pem("PRIVATE KEY", Contexts.SERVER.key().getEncoded()));
        Path yaml = directory.resolve("handfast.yaml");
        Files.writeString(yaml, profile("old", "  legacy: {suites: [" + NAMED + "], reason: x, expires: 2999-12-31}\n")
                + profile("new", ""));
        try (TlsRegistry registry = TlsRegistry.of(yaml)) {
            SSLContext old = ProfileContexts.of(registry, "old");
            for (String[] list : List.of(old.getSupportedSSLParameters().getCipherSuites(),
                    old.createSSLEngine().getSupportedCipherSuites(), old.createSSLEngine().getEnabledCipherSuites())) {
                assertThat(list).endsWith(NAMED);
                assertThat(Stream.of(list).filter(ALL::contains)).containsExactly(NAMED);
            }
            SSLContext other = ProfileContexts.of(registry, "new");
            assertThat(other.getSupportedSSLParameters().getCipherSuites()).isNotEmpty()
                    .doesNotContainAnyElementsOf(ALL);
        }
    }

    private static String profile(String name, String legacy) {
        return "apiVersion: handfast/v1\nkind: Profile\nmetadata: {name: " + name + "}\nspec:\n  side: server\n"
                + "  extends: compatible\n  certificates: [{certificate: c.pem, key: k.pem}]\n" + legacy + "---\n";
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
