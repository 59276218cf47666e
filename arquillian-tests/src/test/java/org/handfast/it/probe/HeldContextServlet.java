package org.handfast.it.probe;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.handfast.jca.TlsProfile;

/** Takes the profile's context once, at its start, and serves with it from a port of its own, which it prints. */
@WebServlet(value = "/held", loadOnStartup = 1)
public class HeldContextServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int BACKLOG = 50;

    @Resource(lookup = "java:/handfast/profile/default")
    private transient TlsProfile profile;

    private transient SSLServerSocket server;

    @Override
    public void init() throws ServletException {
        try {
            server = (SSLServerSocket) profile.sslContext().getServerSocketFactory()
                    .createServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new ServletException(e);
        }
        Thread thread = new Thread(this::serve, "held context");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(server.getLocalPort());
    }

    @Override
    public void destroy() {
        try {
            server.close();
        } catch (IOException e) {
            log("closing", e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                ((SSLSocket) socket).startHandshake();
            } catch (IOException e) {
                log("connection", e); // the next client counts
            }
        }
    }
}
