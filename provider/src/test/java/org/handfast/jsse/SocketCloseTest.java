package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class SocketCloseTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void closeEndsABlockedRead() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST).shaken()) {
            assertCloseEnds(pair.client, () -> pair.client.getInputStream().read());
            assertThat(pair.server.getInputStream().read()).as("close_notify reached the peer").isEqualTo(-1);
        }
    }

    @Test
    void closeEndsABlockedHandshake() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket client = (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST)
                        .createSocket("localhost", silent.getLocalPort())) {
            assertCloseEnds(client, () -> {
                client.startHandshake();
                return null;
            });
        }
    }

    @Test
    void closeEndsABlockedWrite() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST)) {
            pair.client.setSendBufferSize(8192);
            pair.shaken();
            assertCloseEnds(pair.client, () -> {
                OutputStream out = pair.client.getOutputStream();
                byte[] much = new byte[1 << 20];
                while (true) {
                    out.write(much);
                }
            });
        }
    }

    @Test
    void closeEndsAReaderAndAWriterTogetherUnderLinger() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST)) {
            pair.client.setSoLinger(true, 1);
            pair.shaken();
            Future<?> writing = SocketPair.start(() -> {
                while (true) {
                    pair.client.getOutputStream().write(new byte[1 << 20]);
                }
            });
            assertCloseEnds(pair.client, () -> pair.client.getInputStream().read());
            assertThatThrownBy(() -> SocketPair.get(writing)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void lingerZeroResets() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST).shaken()) {
            pair.client.setSoLinger(true, 0);
            pair.client.close();
            assertThatThrownBy(() -> pair.server.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closingIsIdempotentAndFinal() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST).shaken()) {
            InputStream in = pair.client.getInputStream();
            OutputStream out = pair.client.getOutputStream();
            in.close();
            assertThat(pair.client.isClosed()).isTrue();
            assertThatCode(pair.client::close).doesNotThrowAnyException();
            assertThatCode(out::close).doesNotThrowAnyException();
            assertThatThrownBy(in::read).isInstanceOf(SocketException.class);
            assertThatThrownBy(in::available).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> out.write(1)).isInstanceOf(SocketException.class);
            assertThatThrownBy(pair.client::startHandshake).isInstanceOf(SocketException.class);
            assertThatThrownBy(pair.client::getInputStream).isInstanceOf(SocketException.class);
            assertThat(pair.client.getSession().isValid()).isTrue();
            assertThat(pair.client.toString()).contains("closed");
        }
    }

    @Test
    void closeBeforeTheHandshakeSendsNothing() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket client = (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST)
                        .createSocket("localhost", plain.getLocalPort());
                Socket server = plain.accept()) {
            client.close();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void anUnconnectedSocketRefusesUseButNotSettings() throws Exception {
        SSLSocket socket = (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST).createSocket();
        socket.setSoTimeout(1234);
        socket.setEnabledProtocols(new String[] {"TLSv1.3"});
        assertThatThrownBy(socket::getInputStream).isInstanceOf(SocketException.class);
        assertThatThrownBy(socket::getOutputStream).isInstanceOf(SocketException.class);
        assertThatThrownBy(socket::startHandshake).isInstanceOf(SocketException.class);
        assertThat(socket.getSession().getCipherSuite()).isEqualTo("SSL_NULL_WITH_NULL_NULL");
        assertThat(socket.toString()).contains("no handshake yet");
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            socket.connect(new InetSocketAddress("localhost", plain.getLocalPort()), 5000);
            assertThat(socket.getSoTimeout()).isEqualTo(1234);
            assertThat(socket.isConnected()).isTrue();
            socket.close();
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void toStringDoesNotWaitForAStalledHandshake() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket client = (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST)
                        .createSocket("localhost", silent.getLocalPort());
                Socket server = silent.accept()) {
            Future<?> stalled = SocketPair.start(() -> {
                client.startHandshake();
                return null;
            });
            assertThat(server.getInputStream().read()).isEqualTo(22);
            assertTimeoutPreemptively(LIMIT, () -> {
                assertThat(client.toString()).contains("in use");
                assertThat(client.hashCode()).isEqualTo(client.hashCode());
                assertThat(client.getHandshakeSession()).isNotNull();
                assertThat(client.getSSLParameters()).isNotNull();
            });
            assertThatThrownBy(() -> client.setUseClientMode(false)).isInstanceOf(IllegalArgumentException.class);
            server.close();
            assertThatThrownBy(() -> SocketPair.get(stalled)).isInstanceOf(IOException.class);
        }
    }

    /** Starts the call on another thread, closes, and expects both to end in time. */
    private static void assertCloseEnds(SSLSocket socket, Callable<?> call) throws Exception {
        CompletableFuture<Thread> running = new CompletableFuture<>();
        Future<?> blocked = SocketPair.start(() -> {
            running.complete(Thread.currentThread());
            return call.call();
        });
        Thread thread = running.get(SocketPair.LIMIT_SECONDS, TimeUnit.SECONDS);
        awaitNetwork(thread);
        assertTimeoutPreemptively(LIMIT, socket::close);
        assertThatThrownBy(() -> SocketPair.get(blocked)).isInstanceOf(SocketException.class);
        assertThat(socket.isClosed()).isTrue();
    }

    /** Until the thread stands in the network: native code, seen in its stack. */
    private static void awaitNetwork(Thread thread) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SocketPair.LIMIT_SECONDS);
        while (System.nanoTime() < end) {
            StackTraceElement[] stack = thread.getStackTrace();
            if (stack.length > 0 && stack[0].isNativeMethod() && stack[0].getClassName().startsWith("sun.nio.ch")) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the thread never waited for the network");
    }
}
