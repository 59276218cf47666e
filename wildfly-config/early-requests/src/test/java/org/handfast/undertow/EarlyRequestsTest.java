package org.handfast.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy marks; what the TLS session says is tested inside a server. */
class EarlyRequestsTest {
    private final AtomicReference<String> served = new AtomicReference<>();
    private Undertow server;

    @BeforeEach
    void start() {
        server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(new EarlyRequests(exchange -> {
            served.set(exchange.getRequestMethod() + " " + exchange.getRequestHeaders().get(EarlyRequests.EARLY_DATA));
            exchange.getResponseSender().send("served");
        })).build();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "PURGE"})
    void unsafeMethodsAreTooEarly(String method) throws Exception {
        HttpResponse<String> answer = ask(method, "Early-Data", "1");
        assertThat(answer.statusCode()).isEqualTo(425);
        assertThat(answer.body()).contains("Send it again");
        assertThat(served).hasValue(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS", "TRACE"})
    void safeMethodsPassMarked(String method) throws Exception {
        assertThat(ask(method, "Early-Data", "1").statusCode()).isEqualTo(200);
        assertThat(served).hasValue(method + " [1]");
    }

    @Test
    void anotherValueCountsAsEarly() throws Exception {
        assertThat(ask("POST", "Early-Data", "0").statusCode()).isEqualTo(425);
    }

    @Test
    void withoutTheHeaderAndWithoutTlsNothingIsEarly() throws Exception {
        assertThat(ask("POST", "X-Other", "1").statusCode()).isEqualTo(200);
        assertThat(served).hasValue("POST null");
    }

    private HttpResponse<String> ask(String method, String header, String value) throws Exception {
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .method(method, BodyPublishers.noBody()).header(header, value).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
