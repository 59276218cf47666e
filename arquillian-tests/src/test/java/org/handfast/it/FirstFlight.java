package org.handfast.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a client sends first, taken off the wire and sent again by somebody who has no keys. */
final class FirstFlight {
    private static final int APPLICATION_DATA = 23;
    private static final int PATIENCE_MILLIS = 20_000;

    private FirstFlight() {}

    /** Connects to this port and is never answered. */
    interface Client {
        Object connect(int port) throws Exception;
    }

    /** All bytes of the first flight, early data included; they have reached no server. */
    static byte[] captured(Client client) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Object> done = thread.submit(() -> client.connect(server.getLocalPort()));
            byte[] flight;
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                flight = flight(new DataInputStream(socket.getInputStream()));
            }
            done.get();
            return flight;
        } finally {
            thread.shutdownNow();
        }
    }

    /** Records up to the first with early data. */
    private static byte[] flight(DataInputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int type = 0; type != APPLICATION_DATA;) {
            byte[] head = in.readNBytes(5);
            type = head[0];
            all.write(head);
            all.write(in.readNBytes((head[3] & 0xFF) << 8 | head[4] & 0xFF));
        }
        return all.toByteArray();
    }

    /** Sends it so many times to each port, to all ports at once; returns when the servers have closed or answered. */
    static void replay(byte[] flight, int times, int... ports) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(ports.length);
        try {
            List<Callable<Object>> work = new ArrayList<>();
            for (int port : ports) {
                work.add(() -> {
                    for (int i = 0; i < times; i++) {
                        once(flight, port);
                    }
                    return port;
                });
            }
            for (Future<Object> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void once(byte[] flight, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(flight);
            // the server's flight, and where the request was taken the answer behind it
            socket.getInputStream().read(new byte[16_384]);
        }
    }
}
