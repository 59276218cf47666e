package org.handfast.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** Records the server's handshakes: {@code ?do=start}, then {@code ?do=peers}; {@code ?do=providers} names them. */
@WebServlet("/recorder")
public class RecorderServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private transient Recording recording;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(switch (request.getParameter("do")) {
            case "start" -> start();
            case "peers" -> peers();
            default -> Arrays.toString(Security.getProviders());
        });
    }

    private synchronized String start() {
        recording = new Recording();
        recording.enable("org.handfast.Handshake");
        recording.start();
        return "started";
    }

    /** Version and address of each peer, sorted. */
    private synchronized String peers() throws IOException {
        recording.stop();
        Path file = Files.createTempFile("handshakes", ".jfr");
        recording.dump(file);
        recording.close();
        String peers = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("org.handfast.Handshake"))
                .map(event -> event.getString("version") + " " + event.getString("peer").replaceFirst(":\\d+$", ""))
                .sorted()
                .collect(Collectors.joining("\n"));
        Files.delete(file);
        return peers;
    }
}
