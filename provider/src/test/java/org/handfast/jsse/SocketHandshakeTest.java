package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.handfast.testing.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SocketHandshakeTest {
    @ParameterizedTest
    @CsvSource({"HANDFAST, HANDFAST", "HANDFAST, SUN", "SUN, HANDFAST"})
    void sessionsTellWhoIsThere(Stack client, Stack server) throws Exception {
        try (SocketPair pair = SocketPair.of(client, server)) {
            pair.server.setNeedClientAuth(true);
            pair.shaken();
            SSLSession ours = pair.client.getSession();
            assertThat(ours.getProtocol()).isEqualTo("TLSv1.3");
            assertThat(ours.getPeerCertificates()[0]).isEqualTo(SocketPair.SERVER.certificate());
            assertThat(ours.getPeerHost()).isEqualTo("localhost");
            assertThat(pair.server.getSession().getPeerCertificates()[0]).isEqualTo(SocketPair.CLIENT.certificate());
            assertThat(pair.client.getHandshakeSession()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"HANDFAST, HANDFAST", "HANDFAST, SUN", "SUN, HANDFAST"})
    void aRequiredCertificateThatIsMissingEndsTheConnection(Stack client, Stack server) throws Exception {
        SSLSocketFactory anonymous = client.sockets(null, Stack.trust(Certificates.trusting(SocketPair.ROOT)));
        try (SocketPair pair = SocketPair.of(anonymous, SocketPair.serverFactory(server))) {
            pair.server.setNeedClientAuth(true);
            Future<?> serving = SocketPair.start(() -> {
                pair.server.startHandshake();
                return null;
            });
            assertThatThrownBy(() -> {
                        pair.client.startHandshake();
                        pair.client.getInputStream().read();
                    })
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> SocketPair.get(serving)).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Stack.class)
    void anUntrustedServerIsRefusedWithTheReason(Stack server) throws Exception {
        SSLSocketFactory strangers = Stack.HANDFAST.sockets(
                null, Stack.trust(Certificates.trusting(Certificates.authority("Stranger"))));
        try (SocketPair pair = SocketPair.of(strangers, SocketPair.serverFactory(server))) {
            Future<?> serving = SocketPair.start(() -> {
                pair.server.startHandshake();
                return pair.server.getInputStream().read();
            });
            assertThatThrownBy(pair.client::startHandshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasCauseInstanceOf(CertificateException.class)
                    .hasMessageContaining("CERTIFICATE_UNKNOWN_CA");
            assertThatThrownBy(() -> SocketPair.get(serving))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("unknown_ca");
            assertThat(pair.client.isClosed()).isTrue();
            assertThatThrownBy(pair.client::startHandshake).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> pair.client.getSession().getPeerCertificates())
                    .isInstanceOf(SSLPeerUnverifiedException.class);
            assertThat(pair.client.getSession().getProtocol()).isEqualTo("NONE");
        }
    }

    @Test
    void hostNamesAreCheckedWhereAskedFor() throws Exception {
        for (String host : List.of("localhost", "other.example")) {
            try (SSLServerSocket listening = listening();
                    Socket carrier = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
                    SSLSocket server = (SSLSocket) listening.accept()) {
                SSLSocket client = (SSLSocket)
                        SocketPair.clientFactory(Stack.HANDFAST).createSocket(carrier, host, 443, true);
                SSLParameters parameters = client.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                client.setSSLParameters(parameters);
                SocketPair.start(() -> server.getInputStream().read());
                if (host.equals("localhost")) {
                    assertThatCode(client::startHandshake).doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(client::startHandshake)
                            .isInstanceOf(SSLHandshakeException.class)
                            .hasMessageContaining("CERTIFICATE_HOST_MISMATCH");
                }
                client.close();
            }
        }
    }

    @Test
    void eightThreadsShareOneHandshake() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST)) {
            List<Future<?>> threads = new ArrayList<>();
            List<HandshakeCompletedEvent> events = new java.util.concurrent.CopyOnWriteArrayList<>();
            CompletableFuture<Void> told = new CompletableFuture<>();
            pair.client.addHandshakeCompletedListener(event -> {
                events.add(event);
                told.complete(null);
            });
            for (SSLSocket side : List.of(pair.client, pair.server)) {
                for (int i = 0; i < 8; i++) {
                    threads.add(SocketPair.start(() -> {
                        side.startHandshake();
                        return null;
                    }));
                }
            }
            for (Future<?> thread : threads) {
                SocketPair.get(thread);
            }
            pair.client.startHandshake();
            told.get(SocketPair.LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(events).hasSize(1);
            assertThat(events.get(0).getSocket()).isSameAs(pair.client);
            assertThat(events.get(0).getPeerCertificates()).isNotEmpty();
        }
    }

    @Test
    void aListenerMayUseTheSocket() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST)) {
            CompletableFuture<Integer> read = new CompletableFuture<>();
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            pair.client.addHandshakeCompletedListener(event -> {
                thread.complete(Thread.currentThread());
                try {
                    read.complete(event.getSocket().getInputStream().read());
                } catch (IOException e) {
                    read.completeExceptionally(e);
                }
            });
            pair.shaken();
            pair.server.getOutputStream().write(42);
            assertThat(read.get(SocketPair.LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(42);
            assertThat(thread.get()).isNotSameAs(Thread.currentThread());
            assertThatThrownBy(() -> pair.client.removeHandshakeCompletedListener(event -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pair.client.addHandshakeCompletedListener(null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void applicationProtocolsAreNegotiated() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST)) {
            SSLParameters parameters = pair.client.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            pair.client.setSSLParameters(parameters);
            List<SSLSocket> given = new ArrayList<>();
            pair.server.setHandshakeApplicationProtocolSelector((socket, offered) -> {
                given.add(socket);
                return offered.get(1);
            });
            assertThat(pair.client.getApplicationProtocol()).isNull();
            assertThat(pair.client.getHandshakeApplicationProtocol()).isNull();
            pair.shaken();
            assertThat(pair.client.getApplicationProtocol()).isEqualTo("http/1.1");
            assertThat(pair.server.getApplicationProtocol()).isEqualTo("http/1.1");
            assertThat(given).containsExactly(pair.server);
        }
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST).shaken()) {
            assertThat(pair.client.getApplicationProtocol()).isEmpty();
        }
    }

    @Test
    void plainTextIsNamed() throws Exception {
        try (SSLServerSocket listening = listening();
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
                Socket server = listening.accept()) {
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> server.getInputStream().read())
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("plaintext");
            InputStream answer = plain.getInputStream();
            assertThat(answer.read()).as("an alert").isEqualTo(21);
        }
    }

    @Test
    void aSilentClientHoldsUpNobody() throws Exception {
        try (SSLServerSocket listening = listening();
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
                Socket accepted = listening.accept()) {
            assertThat(silent.isConnected()).isTrue();
            assertThat(accepted.getSoTimeout()).isZero();
            try (SocketPair pair = SocketPair.accept(SocketPair.clientFactory(Stack.HANDFAST), listening).shaken()) {
                assertThat(pair.client.getSession().isValid()).isTrue();
            }
        }
    }

    @Test
    void troubleInTheNetworkKeepsItsType() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket client = (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST)
                        .createSocket("localhost", listening.getLocalPort());
                Socket server = listening.accept()) {
            Future<?> handshake = SocketPair.start(() -> {
                client.startHandshake();
                return null;
            });
            assertThat(server.getInputStream().read()).as("a handshake record").isEqualTo(22);
            server.setSoLinger(true, 0);
            server.close();
            assertThatThrownBy(() -> SocketPair.get(handshake)).isInstanceOf(SocketException.class);
            assertThat(client.isClosed()).isTrue();
            assertThatThrownBy(client::startHandshake).isInstanceOf(SocketException.class);
        }
    }

    private static SSLServerSocket listening() throws IOException {
        return (SSLServerSocket) SocketPair.serverFactory(Stack.HANDFAST)
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }
}
