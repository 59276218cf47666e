package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.testing.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that refuses us says why and hangs up: the reason counts, not the broken pipe. */
class SocketRefusedTest {
    private static final byte[] CERTIFICATE_UNKNOWN = {21, 3, 3, 0, 2, 2, 46};

    /** A connected carrier on which the peer has said something and every write fails. */
    private static final class BrokenPipe extends Socket {
        private final InputStream said;

        BrokenPipe(InputStream said) {
            this.said = said;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InputStream getInputStream() {
            return said;
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new SocketException("Broken pipe");
                }
            };
        }
    }

    @Test
    void theAlertIsTheCauseWhereTheClientsHelloCannotBeWritten() throws Exception {
        SSLSocket client = client(new ByteArrayInputStream(CERTIFICATE_UNKNOWN));
        SSLHandshakeException refused = catchThrowableOfType(SSLHandshakeException.class, client::startHandshake);
        assertRefused(refused);
        assertThat(client.isClosed()).isTrue();
        assertThat(catchThrowableOfType(SSLException.class, client::startHandshake)).hasMessageContaining(
                "certificate_unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theAlertIsTheCauseWhereTheServersFlightCannotBeWritten(String protocol) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        said.writeBytes(clientHello(protocol));
        said.writeBytes(CERTIFICATE_UNKNOWN);
        InputStream fromClient = new ByteArrayInputStream(said.toByteArray());
        SSLSocket server = (SSLSocket) Stack.HANDFAST
                .sockets(Stack.keys(SocketPair.SERVER), Stack.trust(Certificates.trusting(SocketPair.ROOT)))
                .createSocket(new BrokenPipe(fromClient), "localhost", 443, true);
        server.setUseClientMode(false);
        server.setEnabledProtocols(new String[] {protocol});
        assertRefused(catchThrowableOfType(SSLHandshakeException.class, server::startHandshake));
    }

    @Test
    void withoutAnAlertTheTroubleStaysWhatItIs() throws Exception {
        for (byte[] said : new byte[][] {{}, {21, 3, 3}, {21, 3, 3, 0, 2, 1, 0}, {22, 3, 3, 0, 1, 0}}) {
            SSLSocket client = client(new ByteArrayInputStream(said));
            assertThat(catchThrowableOfType(IOException.class, client::startHandshake))
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Broken pipe");
            assertThat(client.isClosed()).isTrue();
        }
    }

    private static void assertRefused(SSLHandshakeException refused) {
        assertThat(refused).hasMessageContaining("Received fatal alert: certificate_unknown");
        assertThat(refused).cause().isInstanceOfSatisfying(
                TlsFailure.class, failure -> assertThat(failure.reason()).isEqualTo(Reason.PEER_ALERT));
        assertThat(refused.getSuppressed()).singleElement().isInstanceOf(SocketException.class);
    }

    private static SSLSocket client(InputStream said) throws IOException {
        return (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST)
                .createSocket(new BrokenPipe(said), "localhost", 443, true);
    }

    /** The first record of a client of ours. */
    private static byte[] clientHello(String protocol) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket client = (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST)
                        .createSocket("localhost", listening.getLocalPort());
                Socket heard = listening.accept()) {
            client.setEnabledProtocols(new String[] {protocol});
            Future<?> handshake = SocketPair.start(() -> {
                client.startHandshake();
                return null;
            });
            byte[] header = heard.getInputStream().readNBytes(5);
            byte[] hello = heard.getInputStream().readNBytes((header[3] & 0xFF) << 8 | header[4] & 0xFF);
            heard.close();
            assertThat(catchThrowableOfType(IOException.class, () -> SocketPair.get(handshake))).isNotNull();
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(header);
            whole.writeBytes(hello);
            return whole.toByteArray();
        }
    }
}
