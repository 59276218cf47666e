package org.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocket;

/** A relay between two Handfast sockets that passes bytes to the client only as a test releases them. */
final class SlowLink implements AutoCloseable {
    private static final int WIDE = Integer.MAX_VALUE / 2;

    private final ServerSocket entrance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final ServerSocket exit;
    private final Semaphore toClient = new Semaphore(0);
    private Socket near;
    private Socket far;

    SlowLink() throws IOException {
        exit = SocketPair.serverFactory(Stack.HANDFAST).createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** A pair connected through the relay. */
    SocketPair pair() throws Exception {
        SSLSocket client = (SSLSocket) SocketPair.clientFactory(Stack.HANDFAST).createSocket();
        client.connect(new InetSocketAddress("localhost", entrance.getLocalPort()));
        near = entrance.accept();
        far = new Socket(InetAddress.getLoopbackAddress(), exit.getLocalPort());
        SSLSocket server = (SSLSocket) exit.accept();
        SocketPair.start(() -> relay(near.getInputStream(), far.getOutputStream(), new Semaphore(WIDE)));
        SocketPair.start(() -> relay(far.getInputStream(), near.getOutputStream(), toClient));
        return SocketPair.over(client, server);
    }

    /** Lets a few bytes pass to the client. */
    void release() {
        toClient.release(17);
    }

    /** Lets everything pass. */
    void openWide() {
        toClient.release(WIDE);
    }

    /** Ends the transport to the client. */
    void cut() throws IOException {
        near.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        exit.close();
        near.close();
        far.close();
    }

    private static Void relay(InputStream in, OutputStream out, Semaphore permits) throws Exception {
        for (int b = in.read(); b >= 0; b = in.read()) {
            permits.acquire();
            out.write(b);
        }
        return null;
    }
}
