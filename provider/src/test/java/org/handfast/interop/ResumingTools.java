package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.handfast.credential.Role;

/** Command line tools that resume. */
final class ResumingTools {
    private static final String BODY = "0123456789";

    private ResumingTools() {}

    private static byte[] request() {
        return Http.request((BODY + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** A client that sends one request and ends when our server closes; all it says. */
    private static String runOnce(Path directory, List<String> command) {
        try (Tool tool = Tool.start(directory, command)) {
            tool.say(request());
            tool.awaitOutput("200 OK[\\s\\S]*" + BODY);
            assertThat(tool.awaitEnd()).as(tool.toString()).isZero();
            return tool.everything();
        }
    }

    private static List<String> with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toList();
    }

    private static String key(Pki pki, Way way) {
        return pki.serverKey(way.given().key()).toString();
    }

    private static String chain(Pki pki, Way way) {
        return pki.serverChain(way.given().key()).toString();
    }

    /** {@code -sess_out} and {@code -sess_in}; the server's page says what it was. */
    record OfOpenSsl(Peer peer, Path directory) implements Resumer {
        @Override
        public Optional<String> lacks(Way way, Role role) {
            return Optional.empty();
        }

        private static String version(Way way) {
            return way.is13() ? "-tls1_3" : "-tls1_2";
        }

        @Override
        public List<Boolean> connectTwice(Way way, Pki pki, int port) {
            List<String> command = List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-servername",
                    "localhost", "-verify_hostname", "localhost", "-verify_return_error", "-CAfile",
                    pki.anchorFile().toString(), version(way), "-ign_eof");
            String file = "openssl-" + port;
            return Stream.of("-sess_out", "-sess_in")
                    .map(option -> runOnce(directory, with(command, option, file)))
                    .map(said -> said.contains("\nReused, " + way.version()))
                    .toList();
        }

        @Override
        public Listening listen(Way way, Pki pki) {
            List<String> command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0", "-cert",
                    chain(pki, way), "-key", key(pki, way), version(way), "-www"));
            if (!way.is13()) {
                command.add(way == Way.ID ? "-no_ticket" : "-no_cache");
            }
            Tool tool = Tool.start(directory, command);
            int port = Integer.parseInt(tool.awaitOutput("ACCEPT .*:(\\d+)").group(1));
            return Page.of(tool, port, "\n(New|Reused), ", "Reused");
        }
    }

    /** {@code -session-out} and {@code -session-in}; both roles say it. */
    record OfBoringSsl(Peer peer, Path directory) implements Resumer {
        @Override
        public Optional<String> lacks(Way way, Role role) {
            return way == Way.ID && role == Role.SERVER
                    ? Optional.of("the tool's server has no option against tickets")
                    : Optional.empty();
        }

        private static List<String> version(Way way) {
            String version = way.is13() ? "tls1.3" : "tls1.2";
            return List.of("-min-version", version, "-max-version", version);
        }

        @Override
        public List<Boolean> connectTwice(Way way, Pki pki, int port) {
            List<String> command = new ArrayList<>(List.of("bssl-tool", "client", "-connect", "localhost:" + port,
                    "-server-name", "localhost", "-root-certs", pki.anchorFile().toString()));
            command.addAll(version(way));
            String file = "boringssl-" + port;
            return Stream.of("-session-out", "-session-in")
                    .map(option -> runOnce(directory, with(command, option, file)))
                    .map(said -> said.contains("Resumed session: yes"))
                    .toList();
        }

        @Override
        public Listening listen(Way way, Pki pki) {
            int port = Programs.freePort();
            List<String> command = new ArrayList<>(List.of("bssl-tool", "server", "-accept", Integer.toString(port),
                    "-cert", chain(pki, way), "-key", key(pki, way), "-www", "-loop"));
            command.addAll(version(way));
            return Page.of(Tool.start(directory, command), port, "Resumed session: (yes|no)", "yes");
        }
    }

    /** {@code --resume} connects twice by itself; the server prints it. */
    record OfGnuTls(Peer peer, Path directory) implements Resumer {
        private static final String RESUMED = "This is a resumed session";

        @Override
        public Optional<String> lacks(Way way, Role role) {
            return Optional.empty();
        }

        private static String priority(Way way) {
            return "NORMAL:-VERS-ALL:+VERS-TLS" + way.version().substring("TLSv".length());
        }

        @Override
        public List<Boolean> connectTwice(Way way, Pki pki, int port) {
            List<String> command = List.of("gnutls-cli", "--x509cafile", pki.anchorFile().toString(), "--port",
                    Integer.toString(port), "--priority", priority(way), "--resume", "--waitresumption", "localhost");
            String[] connections = runOnce(directory, command).split("Connecting again");
            assertThat(connections).hasSize(2);
            return Stream.of(connections).map(said -> said.contains(RESUMED)).toList();
        }

        @Override
        public Listening listen(Way way, Pki pki) {
            int port = Programs.freePort();
            List<String> command = new ArrayList<>(List.of("gnutls-serv", "--http", "--port", Integer.toString(port),
                    "--x509certfile", chain(pki, way), "--x509keyfile", key(pki, way), "--disable-client-cert",
                    "--priority", priority(way)));
            if (!way.is13()) {
                command.add(way == Way.ID ? "--noticket" : "--nodb");
            }
            Tool tool = Tool.start(directory, command);
            return new GnuTlsServer(new EchoServer(tool, port), tool);
        }
    }

    private record GnuTlsServer(Peer.Server server, Tool tool) implements Resumer.Listening {
        @Override
        public String request() {
            return "GET / HTTP/1.0\r\n\r\n";
        }

        @Override
        public Pattern answer() {
            return Pattern.compile("(</HTML>|</html>)");
        }

        @Override
        public List<Boolean> resumed(List<String> answers) {
            String[] connections = tool.awaitOutput("(?s)Accepted connection.*Accepted connection.*Description.*"
                    + OfGnuTls.RESUMED + "|Accepted.*" + OfGnuTls.RESUMED).group().split("Accepted connection");
            return Stream.of(connections).skip(1).map(said -> said.contains(OfGnuTls.RESUMED)).toList();
        }
    }

    /** A variable of its log and its pages says it. */
    record OfNginx(Peer peer, Path directory) implements Resumer {
        @Override
        public Optional<String> lacks(Way way, Role role) {
            return role == Role.CLIENT ? Optional.of(peer.without()) : Optional.empty();
        }

        @Override
        public List<Boolean> connectTwice(Way way, Pki pki, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Listening listen(Way way, Pki pki) {
            int port = Programs.freePort();
            Path place = directory.resolve("nginx-resuming-" + port);
            String more = "ssl_session_cache " + (way == Way.TICKET ? "off" : "shared:S:1m") + ";\nssl_session_tickets "
                    + (way == Way.ID ? "off" : "on") + ";\n";
            try {
                Files.createDirectories(place);
                Files.writeString(place.resolve("nginx.conf"), Nginx.configuration(way.given(), pki, port, place)
                        .replace("location /", more + "location /")
                        .replace("$http_x_data", "reused=$ssl_session_reused"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Tool tool = Tool.start(place, List.of(Programs.find("nginx").orElseThrow().toString(), "-p",
                    place.toString(), "-c", place.resolve("nginx.conf").toString(), "-e", "stderr"));
            return Page.of(tool, port, "reused=(r|\\.)", "r");
        }
    }

    /** Two requests, each on a connection of its own, since our server closes; it tells which messages it gets. */
    record OfCurl(Peer peer, Path directory) implements Resumer {
        @Override
        public Optional<String> lacks(Way way, Role role) {
            if (role == Role.SERVER) {
                return Optional.of(peer.without());
            }
            return way == Way.TICKET ? Optional.of("it asks for no tickets of TLS 1.2") : Optional.empty();
        }

        @Override
        public List<Boolean> connectTwice(Way way, Pki pki, int port) {
            String url = "https://localhost:" + port + "/";
            List<String> command = new ArrayList<>(List.of("curl", "-sSv", "--fail", "--http1.0", "--cacert",
                    pki.anchorFile().toString(), "--connect-to", "localhost:" + port + ":127.0.0.1:" + port,
                    "--data", BODY));
            command.addAll(way.is13() ? List.of("--tlsv1.3") : List.of("--tlsv1.2", "--tls-max", "1.2"));
            try (Tool tool = Tool.start(directory, with(command, url, url))) {
                assertThat(tool.awaitEnd()).as(tool.toString()).isZero();
                assertThat(tool.everything()).contains(BODY + BODY);
                String[] connections = tool.everything().split("SSL re-using session ID");
                assertThat(connections).as(tool.toString()).hasSize(2);
                return Stream.of(connections)
                        .map(said -> !said.contains("(IN), TLS handshake, Certificate (11)"))
                        .toList();
            }
        }
    }
}
