package org.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Function;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.handfast.credential.Role;

/** The factories of an SSLContext. Thread-safe; they make sockets with the context's state of that moment. */
final class SocketFactories {
    private SocketFactories() {}

    /**
     * A factory of client sockets, and of layered server sockets.
     *
     * @param setups makes the setup of a new connection
     */
    static SSLSocketFactory sockets(Function<Role, ConnectionSetup> setups) {
        return new Sockets(setups);
    }

    /**
     * A factory of server sockets.
     *
     * @param setups makes the setup of a new server socket
     */
    static SSLServerSocketFactory serverSockets(Function<Role, ConnectionSetup> setups) {
        return new ServerSockets(setups);
    }

    private static final class Sockets extends SSLSocketFactory {
        private final Function<Role, ConnectionSetup> setups;

        Sockets(Function<Role, ConnectionSetup> setups) {
            this.setups = setups;
        }

        @Override
        public Socket createSocket() {
            return new HandfastSslSocket(setups.apply(Role.CLIENT));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return connected(null, resolved(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return connected(new InetSocketAddress(local, localPort), resolved(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return connected(null, new InetSocketAddress(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return connected(new InetSocketAddress(local, localPort), new InetSocketAddress(host, port));
        }

        @Override
        public Socket createSocket(Socket carrier, String host, int port, boolean autoClose) throws IOException {
            checkConnected(carrier);
            return new HandfastSslSocket(
                    setups.apply(Role.CLIENT), carrier, null, autoClose, new ConnectionSetup.Target(host, port));
        }

        @Override
        public Socket createSocket(Socket carrier, InputStream consumed, boolean autoClose) throws IOException {
            checkConnected(carrier);
            InetAddress address = carrier.getInetAddress();
            String host = address == null ? null : address.getHostAddress();
            return new HandfastSslSocket(
                    setups.apply(Role.SERVER),
                    carrier,
                    consumed,
                    autoClose,
                    new ConnectionSetup.Target(host, carrier.getPort()));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return setups.apply(Role.CLIENT).parameters().enabledSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return setups.apply(Role.CLIENT).parameters().supportedSuites();
        }

        private Socket connected(InetSocketAddress local, InetSocketAddress remote) throws IOException {
            HandfastSslSocket socket = new HandfastSslSocket(setups.apply(Role.CLIENT));
            try {
                if (local != null) {
                    socket.bind(local);
                }
                socket.connect(remote);
                return socket;
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        }

        private static InetSocketAddress resolved(String host, int port) throws UnknownHostException {
            InetSocketAddress address = host == null
                    ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                    : new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            return address;
        }

        private static void checkConnected(Socket carrier) throws SocketException {
            if (!carrier.isConnected()) {
                throw new SocketException("Underlying socket is not connected");
            }
        }
    }

    private static final class ServerSockets extends SSLServerSocketFactory {
        private static final int SYSTEM_BACKLOG = 0;

        private final Function<Role, ConnectionSetup> setups;

        ServerSockets(Function<Role, ConnectionSetup> setups) {
            this.setups = setups;
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new HandfastServerSocket(setups.apply(Role.SERVER));
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, SYSTEM_BACKLOG, null);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, null);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            return new HandfastServerSocket(setups.apply(Role.SERVER), port, backlog, address);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return setups.apply(Role.SERVER).parameters().enabledSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return setups.apply(Role.SERVER).parameters().supportedSuites();
        }
    }
}
