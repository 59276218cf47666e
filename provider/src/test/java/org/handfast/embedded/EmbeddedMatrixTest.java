package org.handfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.net.URI;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.tomcat.websocket.WsWebSocketContainer;
import org.handfast.jsse.HandfastProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The servers and clients people put a TLS provider into, with Handfast first among the providers and nothing else
 * said: each server answers each client over each version, by HTTP/1.1 and HTTP/2.
 */
class EmbeddedMatrixTest {
    @TempDir
    static Path directory;

    private static final List<Server> SERVERS = new ArrayList<>();

    /** One GET. */
    record Case(String server, Clients client, String version, boolean http2) {
        @Override
        public String toString() {
            return client + " to " + server + ", " + version + (http2 ? ", h2" : ", http/1.1");
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Security.insertProviderAt(new HandfastProvider(), 1);
        SERVERS.add(new NettyServer(Clients.VERSIONS));
        SERVERS.add(new JettyServer(Clients.VERSIONS));
        SERVERS.add(new TomcatServer(Clients.VERSIONS, directory));
        SERVERS.add(new UndertowServer(Clients.VERSIONS));
    }

    @AfterAll
    static void stop() throws Exception {
        for (Server server : SERVERS) {
            server.close();
        }
        Security.removeProvider("Handfast");
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String server : List.of("Netty", "Jetty", "Tomcat", "Undertow")) {
            for (Clients client : Clients.values()) {
                for (String version : Clients.VERSIONS) {
                    cases.add(new Case(server, client, version, false));
                    cases.add(new Case(server, client, version, true));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answers(Case line) throws Exception {
        // Undertow speaks HTTP/2 only where the client offers a certain suite of TLS 1.2: a limit of Undertow's
        boolean cannot = line.server.equals("Undertow") && line.version.equals("TLSv1.3");
        int port = server(line.server).port();
        String answer = line.client.get(port, line.version, line.http2);
        assertThat(answer).isEqualTo(line.http2 && !cannot ? Server.OVER_2 : Server.OVER_1);
    }

    @Test
    void tomcatAsClient() throws Exception {
        for (String version : Clients.VERSIONS) {
            CompletableFuture<String> echoed = new CompletableFuture<>();
            ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                    .sslContext(Material.context()).build();
            config.getUserProperties().put("org.apache.tomcat.websocket.SSL_PROTOCOLS", version);
            WsWebSocketContainer container = new WsWebSocketContainer();
            try (Session session = container.connectToServer(new Endpoint() {
                @Override
                public void onOpen(Session opened, EndpointConfig with) {
                    opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) echoed::complete);
                }
            }, config, URI.create("wss://localhost:" + server("Tomcat").port() + "/echo"))) {
                session.getBasicRemote().sendText(version);
                assertThat(echoed.get(Clients.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(version);
            } finally {
                container.destroy();
            }
        }
    }

    @Test
    void weStandFirst() throws Exception {
        assertThat(SSLContext.getInstance("TLS").getProvider().getName()).isEqualTo("Handfast");
        assertThat(Material.keys().getProvider().getName()).isNotBlank();
    }

    private static Server server(String name) {
        return SERVERS.get(List.of("Netty", "Jetty", "Tomcat", "Undertow").indexOf(name));
    }
}
