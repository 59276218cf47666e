package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.handfast.config.FirstStart;
import org.handfast.config.TlsRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under a profile a container can choose among the suites, but their order is the profile's. */
class ProfileOrderTest {
    private static final String AES_128 = "TLS_AES_128_GCM_SHA256";
    private static final String AES_256 = "TLS_AES_256_GCM_SHA384";
    private static final String CHACHA = "TLS_CHACHA20_POLY1305_SHA256";

    @TempDir
    Path directory;

    @Test
    void theProfileOrdersWhatTheContainerEnables() throws Exception {
        assertThat(negotiated("[" + CHACHA + ", " + AES_128 + "]", "server")).isEqualTo(CHACHA);
    }

    @Test
    void theClientOrdersWhereTheProfileSaysSo() throws Exception {
        assertThat(negotiated("[" + CHACHA + ", " + AES_128 + "]", "client")).isEqualTo(AES_128);
    }

    private String negotiated(String suites, String order) throws Exception {
        try (TlsRegistry registry = TlsRegistry.of(profile(suites, order))) {
            SSLEngine server = ProfileContexts.of(registry, "default").createSSLEngine();
            server.setUseClientMode(false);
            containerAsElytronDoes(server);
            SSLContext context = ProfileContexts.of(registry, "client");
            SSLEngine client = context.createSSLEngine("localhost", 443);
            client.setUseClientMode(true);
            client.setEnabledCipherSuites(new String[] {AES_256, AES_128, CHACHA});
            new EnginePair(client, server).handshake();
            return server.getSession().getCipherSuite();
        }
    }

    private Path profile(String suites, String order) throws IOException {
        FirstStart.Result made = FirstStart.prepare(directory, directory.resolve("data"));
        String text = Files.readString(made.profiles());
        return Files.writeString(made.profiles(), text.replaceFirst(
                "extends: compatible-2026-08\n  order: server",
                "extends: compatible-2026-08\n  suites: " + suites + "\n  order: " + order));
    }

    private static void containerAsElytronDoes(SSLEngine server) {
        List<String> backwards = new ArrayList<>(List.of(server.getSupportedCipherSuites()));
        Collections.reverse(backwards);
        SSLParameters parameters = server.getSSLParameters();
        parameters.setCipherSuites(backwards.toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        server.setSSLParameters(parameters);
    }
}
