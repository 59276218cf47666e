package org.handfast.embedded;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.util.List;
import org.xnio.Options;
import org.xnio.Sequence;

/** Undertow as WildFly uses it, without the rest of WildFly. */
final class UndertowServer implements Server {
    private final Undertow server;

    UndertowServer(List<String> versions) throws Exception {
        server = Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of(versions))
                .setIoThreads(1)
                .setWorkerThreads(2)
                .addHttpsListener(0, "127.0.0.1", Material.context())
                .setHandler(exchange -> exchange.getResponseSender().send(exchange.getProtocol().toString()))
                .build();
        server.start();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
