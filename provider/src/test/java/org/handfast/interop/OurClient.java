package org.handfast.interop;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.handfast.interop.Ours.Seen;
import org.handfast.testing.Identity;

/** Handfast as a client. */
final class OurClient implements AutoCloseable {
    private final InteropCase given;
    private final Peer.Server server;
    private final SSLSocket socket;

    /** Connects as soon as the server listens, and handshakes. */
    OurClient(InteropCase given, Pki pki, Peer.Server server) throws IOException {
        this.given = given;
        this.server = server;
        Optional<Identity> identity =
                given.clientHasKey() ? Optional.of(pki.client(given.key())) : Optional.empty();
        socket = (SSLSocket) Ours.context(given, identity, pki)
                .getSocketFactory()
                .createSocket(dial(server), "localhost", server.port(), true);
        socket.setSoTimeout(Tool.LIMIT_SECONDS * 1000);
        socket.setTcpNoDelay(true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(given.offeredProtocols().toArray(String[]::new));
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Connects as soon as the server listens. */
    static Socket dial(Peer.Server server) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Tool.LIMIT_SECONDS);
        while (true) {
            Socket plain = new Socket();
            try {
                plain.connect(new InetSocketAddress("127.0.0.1", server.port()));
                return plain;
            } catch (ConnectException e) {
                plain.close();
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Sends a body in a request; what comes back. */
    byte[] exchange(byte[] body) throws IOException {
        Ours.write(socket, server.request(body), given);
        return server.answer(socket.getInputStream());
    }

    void updateKeys() throws IOException {
        socket.startHandshake();
    }

    Seen seen() {
        return Seen.of(socket);
    }

    @Override
    public void close() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoTimeout(1);
            socket.close();
        }
    }
}
