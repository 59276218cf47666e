package org.handfast.bogo;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs cases for a launcher that sends its arguments over a Unix socket: a count, then each argument behind its
 * length; back come standard output and standard error behind their lengths and the exit status, all numbers in four
 * bytes, most significant first.
 */
final class WarmShim {
    private WarmShim() {}

    /** @param words path of the socket to listen on */
    public static void main(String[] words) throws IOException {
        RunnerCertificates.install();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(words[0]));
            for (;;) {
                SocketChannel launcher = server.accept();
                threads.execute(() -> serve(launcher));
            }
        }
    }

    private static void serve(SocketChannel launcher) {
        try (launcher) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(launcher));
            List<String> words = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                words.add(new String(in.readNBytes(in.readInt()), StandardCharsets.ISO_8859_1));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int status = new Shim(new PrintStream(out, true), new PrintStream(err, true)).run(words);
            DataOutputStream answer = new DataOutputStream(Channels.newOutputStream(launcher));
            for (ByteArrayOutputStream text : List.of(out, err)) {
                answer.writeInt(text.size());
                text.writeTo(answer);
            }
            answer.writeInt(status);
        } catch (IOException gone) {
            System.err.println("launcher gone: " + gone);
        }
    }
}
