package org.handfast.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Two sockets connected over the loopback. Data leaves in pieces of odd sizes, while the other direction is read. */
final class JoinedSockets implements Joined {
    private static final int LIMIT_MILLIS = SocketPair.LIMIT_SECONDS * 1000;

    private final Side client;
    private final Side server;

    private JoinedSockets(SSLSocket client, SSLSocket server) {
        this.client = new Side(client);
        this.server = new Side(server);
    }

    static JoinedSockets connect(SSLContext clients, SSLContext servers, String host) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listening = (SSLServerSocket)
                servers.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            Socket carrier = new Socket(loopback, listening.getLocalPort());
            SSLSocket client = (SSLSocket)
                    clients.getSocketFactory().createSocket(carrier, host, listening.getLocalPort(), true);
            SSLSocket server = (SSLSocket) listening.accept();
            client.setSoTimeout(LIMIT_MILLIS);
            server.setSoTimeout(LIMIT_MILLIS);
            return new JoinedSockets(client, server);
        }
    }

    SSLSocket clientSocket() {
        return client.socket;
    }

    SSLSocket serverSocket() {
        return server.socket;
    }

    @Override
    public Result exchange(byte[] toServer, byte[] toClient) throws Exception {
        Future<Got> atServer = SocketPair.start(() -> server.exchange(toClient, toServer.length));
        Got atClient = client.exchange(toServer, toClient.length);
        Got serverGot = SocketPair.get(atServer);
        return new Result(serverGot.bytes, atClient.bytes, atClient.failure, serverGot.failure);
    }

    @Override
    public End client() {
        return client;
    }

    @Override
    public End server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        try {
            // the JDK waits that long for the other's close_notify
            client.socket.setSoTimeout(1);
            server.socket.setSoTimeout(1);
            SocketPair.over(client.socket, server.socket).close();
        } catch (SocketException e) {
            // one end reset the connection before the other said goodbye; both are closed
            server.socket.close();
        }
    }

    private record Got(byte[] bytes, Throwable failure) {}

    private static final class Side implements End {
        final SSLSocket socket;
        private boolean shaken;

        Side(SSLSocket socket) {
            this.socket = socket;
        }

        Got exchange(byte[] data, int expected) throws Exception {
            byte[] bytes = {};
            try {
                if (!shaken) {
                    socket.startHandshake();
                    shaken = true;
                }
                Future<?> writing = SocketPair.start(() -> {
                    write(data);
                    return null;
                });
                bytes = socket.getInputStream().readNBytes(expected);
                SocketPair.get(writing);
                return new Got(bytes, null);
            } catch (IOException e) {
                return new Got(bytes, e);
            }
        }

        private void write(byte[] data) throws IOException {
            Random sizes = new Random(1303);
            for (int at = 0; at < data.length;) {
                int piece = Math.min(data.length - at, 1 + sizes.nextInt(40_000));
                socket.getOutputStream().write(data, at, piece);
                at += piece;
            }
            socket.getOutputStream().flush();
        }

        @Override
        public SSLSession session() {
            return socket.getSession();
        }

        @Override
        public String applicationProtocol() {
            return socket.getApplicationProtocol();
        }

        @Override
        public void renewKeys() throws IOException {
            socket.startHandshake();
        }

        @Override
        public void closeOutput() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public boolean isAtEnd() throws IOException {
            return socket.getInputStream().read() == -1;
        }
    }
}
