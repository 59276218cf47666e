package org.handfast.interop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of ours around another implementation. It is told line by line what to do, answers each line with one, and
 * is used for case after case:
 *
 * <pre>
 * version                      its own version
 * listen name=value ...        port N           echoes the bodies of the requests of one connection
 * connect port=N name=value .. connected
 * exchange BODY                body BODY        the client's request and what came back
 * update                       updated          new keys now (client) or before the next answer (server)
 * end                          ended            both ends have said goodbye
 * resumed                      resumed no yes   of each connection since sessions were last new
 * close                        closed
 * </pre>
 *
 * A client with {@code sessions=kept} has those of the one before; a server with {@code connections=2} serves two, and
 * {@code way=ID}, {@code TICKET} or {@code PSK} is the only way it resumes, where it can choose. Anything that goes
 * wrong is answered with {@code failed} and why.
 */
abstract class Program implements Peer {
    private final Path directory;
    private Tool tool;

    Program(Path directory) {
        this.directory = directory;
    }

    final Path directory() {
        return directory;
    }

    /** What to start. */
    abstract List<String> command();

    /** What its environment has in addition. */
    Map<String, String> environment() {
        return Map.of();
    }

    /** As this program wants to hear it. */
    String suite(InteropCase given) {
        return given.get(Dimension.SUITE);
    }

    /** The groups of a server, joined as the program wants it; empty: it takes them as they are. */
    abstract String groups(InteropCase given);

    /** The groups of a client, which for a HelloRetryRequest sends its share of another one than ours. */
    abstract String offeredGroups(InteropCase given);

    @Override
    public String version() {
        return ask("version", "");
    }

    @Override
    public final Client connect(InteropCase given, Pki pki, int port) {
        return connect(given, pki, port, Map.of());
    }

    /** With more settings. */
    final Client connect(InteropCase given, Pki pki, int port, Map<String, String> more) {
        Map<String, String> settings = settings(given, pki);
        settings.putAll(more);
        settings.put("port", Integer.toString(port));
        settings.put("groups", offeredGroups(given));
        settings.put("alpn", String.join(",", given.offeredProtocols()));
        if (given.clientHasKey()) {
            settings.put("cert", pki.clientChain(given.key()).toString());
            settings.put("key", pki.clientKey(given.key()).toString());
            settings.put("p12", pki.directory().resolve("client-" + given.key() + ".p12").toString());
        }
        return new Connection(line("connect", settings));
    }

    @Override
    public final Server listen(InteropCase given, Pki pki) {
        return listen(given, pki, Map.of());
    }

    /** With more settings. */
    final Server listen(InteropCase given, Pki pki, Map<String, String> more) {
        Map<String, String> settings = settings(given, pki);
        settings.putAll(more);
        settings.put("groups", groups(given));
        settings.put("alpn", given.negotiatesProtocol() ? InteropCase.PROTOCOL : "");
        settings.put("auth", given.clientHasKey() ? "need" : given.asksClient() ? "want" : "none");
        settings.put("cert", pki.serverChain(given.key()).toString());
        settings.put("key", pki.serverKey(given.key()).toString());
        settings.put("p12", pki.directory().resolve("server-" + given.key() + ".p12").toString());
        return new Listener(Integer.parseInt(ask(line("listen", settings), "port ")));
    }

    /** Of each connection since the last server was started, or a client without kept sessions: was it resumed? */
    final List<Boolean> resumed() {
        return Stream.of(ask("resumed", "resumed ").split(" ")).map("yes"::equals).toList();
    }

    private Map<String, String> settings(InteropCase given, Pki pki) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("version", given.version());
        settings.put("suite", suite(given));
        settings.put("ca", pki.anchorFile().toString());
        settings.put("cut", given.cutsFinely() ? "1" : "0");
        return settings;
    }

    private static String line(String word, Map<String, String> settings) {
        return word + settings.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> " " + e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining());
    }

    /** Says a line; the answer behind its first word. A program that fails is not used again. */
    private synchronized String ask(String line, String expected) {
        if (tool == null || !tool.isAlive()) {
            tool = Tool.start(directory, environment(), command());
        }
        try {
            tool.say((line + "\n").getBytes(StandardCharsets.US_ASCII));
            String answer = tool.nextLine();
            if (!answer.startsWith(expected) || answer.startsWith("failed")) {
                throw new AssertionError(line.split(" ")[0] + ": " + answer);
            }
            return answer.substring(expected.length());
        } catch (AssertionError e) {
            String said = tool.toString();
            tool.close();
            tool = null;
            throw new AssertionError(e.getMessage() + "\n" + said, e);
        }
    }

    private synchronized String told() {
        return tool == null ? "stopped" : tool.toString();
    }

    /** It connects with the first exchange, so that a failure has its place. */
    private final class Connection implements Client {
        private final String connect;
        private boolean open;

        Connection(String connect) {
            this.connect = connect;
        }

        @Override
        public byte[] exchange(byte[] body) {
            if (!open) {
                ask(connect, "connected");
                open = true;
            }
            return ask("exchange " + new String(body, StandardCharsets.US_ASCII), "body ")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void updateKeys() {
            ask("update", "updated");
        }

        @Override
        public void end() {
            ask("end", "ended");
        }

        @Override
        public String said() {
            return connect + "\n" + told();
        }

        @Override
        public void close() {
            ask("close", "closed");
        }
    }

    private final class Listener implements Server {
        private final int port;

        Listener(int port) {
            this.port = port;
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public void updateKeys() {
            ask("update", "updated");
        }

        @Override
        public void end() {
            ask("end", "ended");
        }

        @Override
        public String said() {
            return told();
        }

        @Override
        public void close() {
            ask("close", "closed");
        }
    }
}
