package org.handfast.bogo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** A run against a socket that says nothing and closes: loads what most runs load, for a shared archive of classes. */
final class Rehearsal {
    private Rehearsal() {}

    /** Ends when the shim has given up. */
    public static void main(String[] words) throws IOException {
        RunnerCertificates.install();
        try (ServerSocket runner = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread closing = new Thread(() -> close(runner));
            closing.start();
            new Shim(System.out, System.err).run(List.of("-port", Integer.toString(runner.getLocalPort())));
        }
    }

    private static void close(ServerSocket runner) {
        try {
            runner.accept().close();
        } catch (IOException ended) {
            System.err.println(ended);
        }
    }
}
