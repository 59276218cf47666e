package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Managers of one provider in contexts of the other, and our engine under the JDK's own HTTP. */
class MixedProvidersTest {
    @ParameterizedTest
    @CsvSource({
        "Handfast, SunJSSE, localhost, true", "Handfast, SunJSSE, 127.0.0.2, false",
        "SunJSSE, Handfast, localhost, true", "SunJSSE, Handfast, 127.0.0.2, false"
    })
    void managersServeTheOtherProvidersSockets(String managers, String contexts, String host, boolean good)
            throws Exception {
        SSLContext context = context(managers, contexts);
        try (ServerSocket listening = context.getServerSocketFactory().createServerSocket(0);
                SSLSocket near = (SSLSocket)
                        context.getSocketFactory().createSocket(host, listening.getLocalPort());
                SSLSocket far = (SSLSocket) listening.accept()) {
            SocketPair pair = SocketPair.over(near, far);
            SSLParameters parameters = pair.client.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            pair.client.setSSLParameters(parameters);
            if (good) {
                pair.shaken();
                assertThat(pair.client.getSession().getPeerCertificates()[0])
                        .isEqualTo(SocketPair.SERVER.certificate());
                return;
            }
            Future<?> serving = SocketPair.start(() -> pair.server.getInputStream().read());
            assertThatThrownBy(pair.client::startHandshake).isInstanceOf(SSLHandshakeException.class);
            // the JDK's server may still be writing its flight when the client hangs up: then it says broken pipe
            assertThatThrownBy(() -> SocketPair.get(serving))
                    .isInstanceOf(contexts.equals("SunJSSE") ? IOException.class : SSLHandshakeException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"SunJSSE, localhost, true", "SunJSSE, other.example, false", "Handfast, localhost, true"})
    void managersServeOurEngines(String managers, String host, boolean good) throws Exception {
        SSLContext context = context(managers, "Handfast");
        EnginePair pair = new EnginePair(context.createSSLEngine(host, 443), context.createSSLEngine());
        SSLParameters parameters = pair.client.engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        pair.client.engine.setSSLParameters(parameters);
        if (good) {
            pair.handshake();
            assertThat(pair.send(pair.client, pair.server, "mixed")).isEqualTo("mixed");
        } else {
            assertThatThrownBy(pair::handshake).isInstanceOf(SSLException.class);
        }
    }

    /** The JDK's client asks for h2 and http/1.1 by the public API; its server knows no ALPN. */
    @ParameterizedTest
    @CsvSource({"Handfast, Handfast", "Handfast, SunJSSE", "SunJSSE, Handfast"})
    void theJdksHttpRunsOnOurEngine(String clientProvider, String serverProvider) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(serverProvider, serverProvider)));
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_2)
                    .sslContext(context(clientProvider, clientProvider))
                    .build();
            String text = "x".repeat(100_000);
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + server.getAddress().getPort() + "/"))
                            .POST(HttpRequest.BodyPublishers.ofString(text))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(response.body()).isEqualTo(text);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            SSLSession session = response.sslSession().orElseThrow();
            assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
            assertThat(session.getPeerCertificates()[0]).isEqualTo(SocketPair.SERVER.certificate());
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext context(String managers, String contexts) throws Exception {
        SSLContext context = contexts.equals("Handfast")
                ? SSLContext.getInstance("TLS", Contexts.HANDFAST)
                : SSLContext.getInstance("TLSv1.3", "SunJSSE");
        if (managers.equals("Handfast")) {
            context.init(
                    new KeyManager[] {Stack.keys(SocketPair.SERVER)},
                    new TrustManager[] {Stack.trust(Certificates.trusting(SocketPair.ROOT))},
                    null);
            return context;
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX", "SunJSSE");
        keys.init(SocketPair.SERVER.keyStore(), Identity.PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
        trust.init(Certificates.trusting(SocketPair.ROOT));
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
