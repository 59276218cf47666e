package org.handfast.embedded;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;

/** Clients of somebody else's with our TLS: one GET, the answer's text. */
enum Clients {
    /** The JDK's own. */
    JDK {
        @Override
        String get(int port, String version, boolean http2) throws Exception {
            SSLParameters parameters = new SSLParameters();
            parameters.setProtocols(new String[] {version});
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(Material.context())
                    .sslParameters(parameters)
                    .version(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(uri(port)).timeout(PATIENCE).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    },
    /** Jetty's, with dynamic choice by ALPN. */
    JETTY {
        @Override
        String get(int port, String version, boolean http2) throws Exception {
            return JettyGet.get(uri(port), version, http2);
        }
    },
    /** Netty's pipeline. */
    NETTY {
        @Override
        String get(int port, String version, boolean http2) throws Exception {
            return NettyGet.get(port, version, http2);
        }
    },
    /** Undertow's client over XNIO. */
    UNDERTOW {
        @Override
        String get(int port, String version, boolean http2) throws Exception {
            return UndertowGet.get(uri(port), version, http2);
        }
    };

    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    abstract String get(int port, String version, boolean http2) throws Exception;

    static URI uri(int port) {
        return URI.create("https://localhost:" + port + "/");
    }
}
