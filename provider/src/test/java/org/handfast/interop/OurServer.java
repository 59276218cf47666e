package org.handfast.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.handfast.interop.Ours.Seen;

/** Handfast as a server that gives back what it gets. */
final class OurServer implements AutoCloseable {
    /** Where browsers begin: a page that posts the body of the case and shows what comes back. */
    static final String PAGE = "/page";

    private final InteropCase given;
    private final int rounds;
    private final SSLServerSocket listening;
    private final CompletableFuture<Seen> served = new CompletableFuture<>();
    private volatile Throwable failure;

    /** @param rounds requests per connection, which then is closed; in the last one keys change if we change them */
    OurServer(InteropCase given, Pki pki, int rounds) throws IOException {
        this.given = given;
        this.rounds = rounds;
        SSLContext context = Ours.context(given, Optional.of(pki.server(given.key())), pki);
        listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 20, InetAddress.getByName("127.0.0.1"));
        SSLParameters parameters = listening.getSSLParameters();
        if (given.clientHasKey()) {
            parameters.setNeedClientAuth(true);
        } else if (given.asksClient()) {
            parameters.setWantClientAuth(true);
        }
        if (given.negotiatesProtocol()) {
            parameters.setApplicationProtocols(new String[] {InteropCase.PROTOCOL});
        }
        listening.setSSLParameters(parameters);
        Threads.start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What the first connection with an answered request was like. */
    Seen seen() throws Exception {
        return Threads.get(served);
    }

    /** Why the last connection failed; null: none did. */
    Throwable failure() {
        return failure;
    }

    private Void accept() throws IOException {
        while (true) {
            SSLSocket socket = (SSLSocket) listening.accept();
            Threads.start(() -> serve(socket));
        }
    }

    private Void serve(SSLSocket accepted) throws IOException {
        try (SSLSocket socket = accepted) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Tool.LIMIT_SECONDS * 1000);
            socket.startHandshake();
            for (int round = 0; round < rounds; round++) {
                Http.Message request = Http.read(socket.getInputStream());
                if (request == null) {
                    break;
                }
                if (round == rounds - 1 && given.weUpdateKeys()) {
                    socket.startHandshake();
                }
                Ours.write(socket, response(request, given), given);
                if (round == rounds - 1) {
                    served.complete(Seen.of(socket));
                }
            }
        } catch (IOException | RuntimeException e) {
            failure = e; // a browser may have another try
        }
        return null;
    }

    /** A request without a body wants the body of the case. */
    static byte[] response(Http.Message request, InteropCase given) {
        if (request.line().startsWith("GET " + PAGE)) {
            String digits = new String(given.body(0), StandardCharsets.US_ASCII);
            return Http.page("<!DOCTYPE html><pre></pre><script>const r = new XMLHttpRequest(); "
                    + "r.open('POST', '/echo', false); r.send('" + digits + "'); "
                    + "document.querySelector('pre').textContent = r.responseText</script>");
        }
        return Http.response(request.line().startsWith("GET") ? given.body(0) : request.body());
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
