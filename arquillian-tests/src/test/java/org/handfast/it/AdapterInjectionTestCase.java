package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.handfast.jca.TlsProfile;
import org.handfast.jca.TlsProfileDescription;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application is given profiles by name and connects with them; runs inside the server. */
@ExtendWith(ArquillianExtension.class)
class AdapterInjectionTestCase {
    private static final int HTTPS = 8443;

    @Resource(lookup = "java:/handfast/profile/client")
    private TlsProfile client;

    @Resource(lookup = "java:/handfast/profile/default")
    private TlsProfile server;

    @Deployment
    static WebArchive application() {
        return Probes.empty("injection").addAsLibrary(Probes.assertions());
    }

    @Test
    void profilesAreInjectedByName() {
        assertThat(System.getProperty("jboss.server.base.dir")).isNotNull();
        assertThat(client.name()).isEqualTo("client");
        assertThat(server.name()).isEqualTo("default");
        assertThat(client.sslContext()).isSameAs(client.sslContext());
        assertThat(client.sslContext().getProvider().getName()).isEqualTo("Handfast");
    }

    @Test
    void theInjectedContextConnectsToTheServersOwnListener() throws Exception {
        int port = HTTPS + Integer.getInteger("jboss.socket.binding.port-offset", 0);
        try (SSLSocket socket = (SSLSocket) client.socketFactory().createSocket("localhost", port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(answer(socket)).contains("\"engine\":\"Handfast\"", "\"namedGroup\":\"X25519MLKEM768\"");
        }
    }

    @Test
    void enginesCheckTheHostTheyAreMadeFor() {
        SSLEngine engine = client.clientEngine("example.org", 443);

        assertThat(engine.getUseClientMode()).isTrue();
        assertThat(engine.getPeerHost()).isEqualTo("example.org");
        assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
    }

    @Test
    void aProfileDescribesItself() {
        TlsProfileDescription description = server.describe();

        assertThat(description.available()).isTrue();
        assertThat(description.generation()).isPositive();
        assertThat(description.protocols()).contains("TLSv1.3");
        assertThat(description.cipherSuites()).allMatch(suite -> suite.startsWith("TLS_")).isNotEmpty();
        assertThat(description.namedGroups()).startsWith("X25519MLKEM768");
        assertThat(description.certificates()).hasSize(1);
        assertThat(description.problems()).isEmpty();
    }

    private static String answer(SSLSocket socket) throws IOException {
        socket.getOutputStream().write(("GET /handfast/api/v1/connection HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
