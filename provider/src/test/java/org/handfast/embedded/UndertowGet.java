package org.handfast.embedded;

import io.undertow.UndertowOptions;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.UndertowClient;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StringReadChannelListener;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** A GET by Undertow's client. */
final class UndertowGet {
    private static final int BUFFER = 17 * 1024;

    private UndertowGet() {}

    static String get(URI uri, String version, boolean http2) throws Exception {
        Xnio xnio = Xnio.getInstance();
        XnioWorker worker = xnio.createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
        OptionMap options = OptionMap.builder()
                .set(UndertowOptions.ENABLE_HTTP2, http2)
                .set(Options.SSL_ENABLED_PROTOCOLS, Sequence.of(version))
                .getMap();
        CompletableFuture<String> answer = new CompletableFuture<>();
        try {
            UndertowXnioSsl tls = new UndertowXnioSsl(xnio, OptionMap.EMPTY, Material.context());
            ClientConnection connection = UndertowClient.getInstance()
                    .connect(uri, worker, tls, new DefaultByteBufferPool(true, BUFFER), options).get();
            ClientRequest request = new ClientRequest().setMethod(Methods.GET).setPath("/");
            request.getRequestHeaders().put(Headers.HOST, uri.getHost());
            connection.getIoThread().execute(() -> connection.sendRequest(request, new Sent(answer)));
            return answer.get(Clients.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            worker.shutdown();
        }
    }

    private record Sent(CompletableFuture<String> answer) implements ClientCallback<ClientExchange> {
        @Override
        public void completed(ClientExchange exchange) {
            exchange.setResponseListener(new Answered(answer));
        }

        @Override
        public void failed(IOException e) {
            answer.completeExceptionally(e);
        }
    }

    private record Answered(CompletableFuture<String> answer) implements ClientCallback<ClientExchange> {
        @Override
        public void completed(ClientExchange exchange) {
            new StringReadChannelListener(exchange.getConnection().getBufferPool()) {
                @Override
                protected void stringDone(String text) {
                    answer.complete(text);
                }

                @Override
                protected void error(IOException e) {
                    answer.completeExceptionally(e);
                }
            }.setup(exchange.getResponseChannel());
        }

        @Override
        public void failed(IOException e) {
            answer.completeExceptionally(e);
        }
    }
}
