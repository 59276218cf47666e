package org.handfast.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;

/** A client and a server socket connected over the loopback, no handshake yet, and threads to use them. */
final class SocketPair implements AutoCloseable {
    /** No test waits longer than this for the other side. */
    static final int LIMIT_SECONDS = 20;

    static final Authority ROOT = Certificates.authority("Socket Root");
    static final Identity SERVER = ROOT.localhost(KeyKind.EC_P256);
    static final Identity CLIENT = ROOT.client("socket client", KeyKind.EC_P256);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "socket-test");
        thread.setDaemon(true);
        return thread;
    });

    final SSLSocket client;
    final SSLSocket server;

    private SocketPair(SSLSocket client, SSLSocket server) {
        this.client = client;
        this.server = server;
    }

    /** Both sides know each other's root; the client has a key. */
    static SocketPair of(Stack client, Stack server) throws Exception {
        return of(clientFactory(client), serverFactory(server));
    }

    static SocketPair of(SSLSocketFactory clients, SSLServerSocketFactory servers) throws Exception {
        try (SSLServerSocket listening =
                (SSLServerSocket) servers.createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            return accept(clients, listening);
        }
    }

    static SocketPair accept(SSLSocketFactory clients, ServerSocket listening) throws Exception {
        SSLSocket client = (SSLSocket) clients.createSocket();
        client.connect(new InetSocketAddress("localhost", listening.getLocalPort()));
        return new SocketPair(client, (SSLSocket) listening.accept());
    }

    static SocketPair over(SSLSocket client, SSLSocket server) {
        return new SocketPair(client, server);
    }

    static SSLSocketFactory clientFactory(Stack stack) {
        return stack.sockets(Stack.keys(CLIENT), Stack.trust(Certificates.trusting(ROOT)));
    }

    static SSLServerSocketFactory serverFactory(Stack stack) {
        return stack.serverSockets(Stack.keys(SERVER), Stack.trust(Certificates.trusting(ROOT)));
    }

    /** Handshakes on both sides. */
    SocketPair shaken() throws Exception {
        Future<?> other = start(() -> {
            server.startHandshake();
            return null;
        });
        client.startHandshake();
        get(other);
        return this;
    }

    /** Runs on another thread. */
    static <T> Future<T> start(Callable<T> task) {
        return THREADS.submit(task);
    }

    /** The result; its exception if it failed. */
    static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Closes both transports by force: no test's end waits for TLS. */
    @Override
    public void close() throws IOException {
        if (!client.isClosed()) {
            client.setSoLinger(true, 0);
        }
        client.close();
        server.close();
    }
}
