package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.handfast.testing.Certificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SocketLayeredTest {
    private ServerSocket listening;
    private Socket near;
    private Socket far;

    @BeforeEach
    void connect() throws Exception {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        near = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
        far = listening.accept();
    }

    @AfterEach
    void disconnect() throws Exception {
        near.close();
        far.close();
        listening.close();
    }

    @ParameterizedTest
    @CsvSource({"HANDFAST, HANDFAST", "HANDFAST, SUN"})
    void startTlsAndBackToPlain(Stack client, Stack server) throws Exception {
        far.getOutputStream().write("220 go ahead\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(line(near.getInputStream())).isEqualTo("220 go ahead");

        SSLSocket inner = (SSLSocket) SocketPair.clientFactory(client).createSocket(near, "localhost", 25, false);
        SSLSocket outer = layeredServer(server, null, false);
        Future<?> serving = SocketPair.start(() -> {
            String answer = line(outer.getInputStream()) + " over TLS\n";
            outer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            int end = outer.getInputStream().read();
            outer.close();
            far.getOutputStream().write("plain again\n".getBytes(StandardCharsets.US_ASCII));
            return end;
        });
        assertThat(inner.getUseClientMode()).isTrue();
        inner.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(line(inner.getInputStream())).isEqualTo("hello over TLS");
        inner.close();
        assertThat(inner.isClosed()).isTrue();
        assertThat(near.isClosed()).isFalse();
        assertThat(SocketPair.get(serving)).isEqualTo(-1);
        assertThat(line(near.getInputStream())).isEqualTo("plain again");
        near.getOutputStream().write("and back\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(line(far.getInputStream())).isEqualTo("and back");
    }

    @ParameterizedTest
    @EnumSource(Stack.class)
    void aServerReplaysWhatWasConsumed(Stack client) throws Exception {
        SSLSocket inner = (SSLSocket) SocketPair.clientFactory(client).createSocket(near, "localhost", 443, true);
        Future<Integer> reading = SocketPair.start(() -> inner.getInputStream().read());
        byte[] sniffed = far.getInputStream().readNBytes(50);
        assertThat(sniffed[0]).as("a handshake record").isEqualTo((byte) 22);
        SSLSocket outer = layeredServer(Stack.HANDFAST, new ByteArrayInputStream(sniffed), true);
        assertThat(outer.getUseClientMode()).isFalse();
        outer.getOutputStream().write(7);
        assertThat(SocketPair.get(reading)).isEqualTo(7);
        inner.close();
        assertThat(outer.getInputStream().read()).isEqualTo(-1);
        outer.close();
        assertThat(far.isClosed()).isTrue();
    }

    @Test
    void stateAndOptionsAreTheCarriers() throws Exception {
        SSLSocket inner = (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST).createSocket(near, "localhost", 1, true);
        inner.setSoTimeout(4321);
        inner.setTcpNoDelay(true);
        inner.setKeepAlive(true);
        inner.setSoLinger(true, 3);
        assertThat(near.getSoTimeout()).isEqualTo(4321);
        assertThat(near.getTcpNoDelay()).isTrue();
        assertThat(near.getKeepAlive()).isTrue();
        assertThat(near.getSoLinger()).isEqualTo(3);
        assertThat(inner.getRemoteSocketAddress()).isEqualTo(near.getRemoteSocketAddress());
        assertThat(inner.getLocalSocketAddress()).isEqualTo(near.getLocalSocketAddress());
        assertThat(inner.getPort()).isEqualTo(near.getPort());
        assertThat(inner.getLocalPort()).isEqualTo(near.getLocalPort());
        assertThat(inner.isConnected()).isTrue();
        assertThat(inner.isBound()).isTrue();
        assertThat(inner.getChannel()).isNull();
        assertThat(inner.supportedOptions()).isEqualTo(near.supportedOptions());
        for (java.net.SocketOption<?> option : inner.supportedOptions()) {
            assertThat((Object) inner.getOption(option)).isEqualTo(near.getOption(option));
        }
        assertThatThrownBy(() -> inner.sendUrgentData(1)).isInstanceOf(SocketException.class);
        near.close();
        assertThat(inner.isClosed()).isTrue();
        assertThatThrownBy(inner::startHandshake).isInstanceOf(SocketException.class);
    }

    @Test
    void carriersMustBeConnected() {
        SSLSocketFactory factory = SocketPair.clientFactory(Stack.HANDFAST);
        assertThatThrownBy(() -> factory.createSocket(new Socket(), "localhost", 1, true))
                .isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> factory.createSocket(new Socket(), null, true)).isInstanceOf(SocketException.class);
        assertThat(factory.getDefaultCipherSuites()).isNotEmpty();
        assertThat(factory.getSupportedCipherSuites()).contains(factory.getDefaultCipherSuites());
    }

    /** The relay hands over the client's Finished and its first data in one piece. */
    @Test
    void dataTogetherWithFinishedReachesTheReader() throws Exception {
        try (ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket there = new Socket(InetAddress.getLoopbackAddress(), second.getLocalPort());
                Socket back = second.accept()) {
            SSLSocket inner = (SSLSocket)
                    SocketPair.clientFactory(Stack.HANDFAST).createSocket(near, "localhost", 1, true);
            SSLSocket outer = (SSLSocket) Stack.HANDFAST
                    .sockets(Stack.keys(SocketPair.SERVER), Stack.trust(Certificates.trusting(SocketPair.ROOT)))
                    .createSocket(back, (InputStream) null, true);
            SocketPair.start(() -> there.getInputStream().transferTo(far.getOutputStream()));
            Future<Integer> reading = SocketPair.start(() -> outer.getInputStream().read());
            Future<?> writing = SocketPair.start(() -> {
                inner.getOutputStream().write(99);
                return null;
            });
            byte[] hello = record(far.getInputStream());
            there.getOutputStream().write(hello);
            SocketPair.get(writing);
            inner.shutdownOutput();
            byte[] rest = new byte[4096];
            int count = 0;
            for (int records = 0; records < 4; records++) { // change_cipher_spec, Finished, data, close_notify
                byte[] one = record(far.getInputStream());
                System.arraycopy(one, 0, rest, count, one.length);
                count += one.length;
            }
            there.getOutputStream().write(rest, 0, count);
            assertThat(SocketPair.get(reading)).isEqualTo(99);
            assertThat(outer.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void acceptedSocketsStartWithTheServerSocketsSettings() throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) SocketPair.serverFactory(Stack.HANDFAST).createServerSocket()) {
            server.setNeedClientAuth(true);
            server.setEnabledProtocols(new String[] {"TLSv1.3"});
            server.setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"});
            var parameters = server.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"x"});
            server.setSSLParameters(parameters);
            server.setEnableSessionCreation(false);
            server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                    SSLSocket accepted = (SSLSocket) server.accept()) {
                server.setNeedClientAuth(false);
                assertThat(accepted.getUseClientMode()).isFalse();
                assertThat(accepted.getNeedClientAuth()).isTrue();
                assertThat(accepted.getEnabledCipherSuites()).containsExactly("TLS_AES_256_GCM_SHA384");
                assertThat(accepted.getSSLParameters().getApplicationProtocols()).containsExactly("x");
                assertThat(accepted.getEnableSessionCreation()).isFalse();
                accepted.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
                assertThat(server.getEnabledCipherSuites()).containsExactly("TLS_AES_256_GCM_SHA384");
                assertThat(plain.isConnected()).isTrue();
            }
        }
    }

    /** On virtual threads where the JDK has them. */
    @Test
    void manyThreadsTalkAtOnce() throws Exception {
        int connections = 50;
        ExecutorService threads = threads();
        try (SSLServerSocket server = (SSLServerSocket) SocketPair.serverFactory(Stack.HANDFAST)
                .createServerSocket(0, connections, InetAddress.getLoopbackAddress())) {
            SSLSocketFactory clients = SocketPair.clientFactory(Stack.HANDFAST);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int number = i;
                SSLSocket client = (SSLSocket) clients.createSocket("localhost", server.getLocalPort());
                SSLSocket accepted = (SSLSocket) server.accept();
                threads.submit((Callable<Object>) () -> {
                    accepted.getOutputStream().write(accepted.getInputStream().read());
                    return null;
                });
                answers.add(threads.submit(() -> {
                    client.getOutputStream().write(number);
                    return client.getInputStream().read();
                }));
            }
            for (int i = 0; i < connections; i++) {
                assertThat(answers.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static ExecutorService threads() throws Exception {
        if (Runtime.version().feature() < 21) {
            return Executors.newCachedThreadPool();
        }
        return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private SSLSocket layeredServer(Stack stack, InputStream consumed, boolean autoClose) throws Exception {
        return (SSLSocket) stack.sockets(
                        Stack.keys(SocketPair.SERVER), Stack.trust(Certificates.trusting(SocketPair.ROOT)))
                .createSocket(far, consumed, autoClose);
    }

    private static byte[] record(InputStream in) throws Exception {
        byte[] header = in.readNBytes(5);
        int length = (header[3] & 0xFF) << 8 | header[4] & 0xFF;
        byte[] record = java.util.Arrays.copyOf(header, 5 + length);
        System.arraycopy(in.readNBytes(length), 0, record, 5, length);
        return record;
    }

    private static String line(InputStream in) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            text.append((char) b);
        }
        return text.toString();
    }
}
