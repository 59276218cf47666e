package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.handfast.testing.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promises of sockets that need more than one party to be seen. */
class SocketContractsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 100;

    @TempDir
    private Path directory;

    @Test
    void keyManagersAreToldTheSocketItself() throws Exception {
        AskedFor clientKeys = new AskedFor(Stack.keys(SocketPair.CLIENT));
        AskedFor serverKeys = new AskedFor(Stack.keys(SocketPair.SERVER));
        var trust = Stack.trust(Certificates.trusting(SocketPair.ROOT));
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST.sockets(clientKeys, trust),
                Stack.HANDFAST.serverSockets(serverKeys, trust))) {
            pair.server.setNeedClientAuth(true);
            pair.shaken();
            assertThat(clientKeys.sockets).isNotEmpty().allMatch(socket -> socket == pair.client);
            assertThat(serverKeys.sockets).isNotEmpty().allMatch(socket -> socket == pair.server);
        }
    }

    @Test
    void theHandshakeIsNotRepeated() throws Exception {
        assertTimeoutPreemptively(LIMIT, () -> {
            try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST).shaken()) {
                for (SSLSocket asking : List.of(pair.client, pair.server)) {
                    SSLSocket other = asking == pair.client ? pair.server : pair.client;
                    asking.startHandshake();
                    asking.getOutputStream().write(5);
                    assertThat(other.getInputStream().read()).isEqualTo(5);
                }
                pair.server.setNeedClientAuth(true);
                pair.server.startHandshake();
                pair.server.getOutputStream().write(6);
                assertThat(pair.client.getInputStream().read()).isEqualTo(6);
                assertThatThrownBy(pair.server.getSession()::getPeerCertificates)
                        .isInstanceOf(SSLPeerUnverifiedException.class);
            }
        });
    }

    /** {@code getSession} waits for the handshake, as documented, but no longer than the socket is open. */
    @Test
    void getSessionOfAStalledHandshakeEndsWithTheSocket() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket client = (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST)
                        .createSocket("localhost", silent.getLocalPort());
                Socket server = silent.accept()) {
            Future<SSLSession> first = SocketPair.start(client::getSession);
            Future<SSLSession> second = SocketPair.start(client::getSession);
            assertThat(server.getInputStream().read()).isEqualTo(22);
            assertTimeoutPreemptively(LIMIT, () -> {
                assertThat(client.getHandshakeSession()).isNotNull();
                client.close();
                for (Future<SSLSession> session : List.of(first, second)) {
                    assertThat(SocketPair.get(session).getCipherSuite()).isEqualTo("SSL_NULL_WITH_NULL_NULL");
                }
            });
        }
    }

    @Test
    void getSessionOfAStalledHandshakeEndsWithTheTimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket client = (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST)
                        .createSocket("localhost", silent.getLocalPort())) {
            client.setSoTimeout(1);
            assertThat(client.getSession().isValid()).isFalse();
        }
    }

    /** Two hundred threads, virtual where the JDK has them; none pins its carrier. */
    @Test
    void twoHundredThreadsPinNothing() throws Exception {
        Path events = directory.resolve("pinned.jfr");
        ExecutorService threads = threads();
        try (Recording recording = new Recording();
                SSLServerSocket server = (SSLServerSocket) SocketPair.serverFactory(Stack.HANDFAST)
                        .createServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress())) {
            talk(threads, server); // classes are initialized: waiting for that pins in every JDK
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            talk(threads, server);
            recording.dump(events);
        } finally {
            threads.shutdownNow();
        }
        assertThat(Files.exists(events)).isTrue();
        assertThat(RecordingFile.readAllEvents(events))
                .filteredOn(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
                .noneMatch(event -> String.valueOf(event.getStackTrace()).contains("org.handfast"));
    }

    private static void talk(ExecutorService threads, SSLServerSocket server) throws Exception {
        var clients = SocketPair.clientFactory(Stack.HANDFAST);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int number = i;
            SSLSocket client = (SSLSocket) clients.createSocket("localhost", server.getLocalPort());
            SSLSocket accepted = (SSLSocket) server.accept();
            threads.submit(() -> {
                try (accepted) {
                    accepted.getOutputStream().write(accepted.getInputStream().read());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            answers.add(threads.submit(() -> {
                try (client) {
                    client.getOutputStream().write(number);
                    return client.getInputStream().read();
                }
            }));
        }
        for (int i = 0; i < CONNECTIONS; i++) {
            assertThat(answers.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i);
        }
    }

    private static ExecutorService threads() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return Executors.newCachedThreadPool();
        }
        return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    /** Remembers which sockets it was asked about. */
    private static final class AskedFor implements javax.net.ssl.X509KeyManager {
        private final javax.net.ssl.X509KeyManager keys;
        private final List<Socket> sockets = java.util.Collections.synchronizedList(new ArrayList<>());

        AskedFor(javax.net.ssl.KeyManager keys) {
            this.keys = (javax.net.ssl.X509KeyManager) keys;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return keys.getClientAliases(keyType, issuers);
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            sockets.add(socket);
            return keys.chooseClientAlias(keyType, issuers, socket);
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return keys.getServerAliases(keyType, issuers);
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            sockets.add(socket);
            return keys.chooseServerAlias(keyType, issuers, socket);
        }

        @Override
        public java.security.cert.X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public java.security.PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }
}
