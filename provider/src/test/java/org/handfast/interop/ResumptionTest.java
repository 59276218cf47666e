package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.handfast.config.TlsRegistry;
import org.handfast.credential.Role;
import org.handfast.interop.Ours.Seen;
import org.handfast.jsse.ProfileContexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Sessions resumed with other implementations, in both roles and every way both ends have. */
@Tag("interop")
class ResumptionTest {
    @TempDir
    static Path directory;

    private static Pki pki;
    private static TlsRegistry registry;

    @BeforeAll
    static void profiles() throws IOException {
        pki = new Pki(directory);
        String identity = "  certificates:\n    - {certificate: " + pki.serverChain(Way.ID.given().key()) + ", key: "
                + pki.serverKey(Way.ID.given().key()) + "}\n";
        String trust = "  trust: {bundle: ca.pem}\n";
        Files.writeString(directory.resolve("handfast.yaml"), profile("server-id", "server", Way.ID,
                        identity + "  resumption: {tickets: false}\n")
                + profile("server-ticket", "server", Way.TICKET,
                        identity + "  resumption: {sessionCache: {entries: 0}}\n")
                + profile("server-psk", "server", Way.PSK, identity)
                + profile("client-id", "client", Way.ID, trust)
                + profile("client-ticket", "client", Way.TICKET, trust)
                + profile("client-psk", "client", Way.PSK, trust));
        registry = TlsRegistry.of(directory.resolve("handfast.yaml"));
        assertThat(registry.problems()).isEmpty();
    }

    private static String profile(String name, String side, Way way, String more) {
        return "apiVersion: handfast/v1\nkind: Profile\nmetadata: {name: " + name + "}\nspec:\n  side: " + side
                + "\n  extends: compatible\n  versions: [" + way.version() + "]\n" + more + "---\n";
    }

    @AfterAll
    static void end() {
        Tool.endAll();
        registry.close();
    }

    @TestFactory
    Stream<DynamicNode> peers() {
        return Peers.all(directory).stream().filter(Peers::isChosen)
                .flatMap(peer -> Resumers.of(peer, directory).stream())
                .map(resumer -> DynamicContainer.dynamicContainer(resumer.peer().name(), ways(resumer)));
    }

    private static Stream<DynamicNode> ways(Resumer resumer) {
        if (resumer.peer().missing().isPresent()) {
            return Stream.of(DynamicTest.dynamicTest("is here", () -> Peers.reportMissing(resumer.peer())));
        }
        return Stream.of(Way.values()).flatMap(way -> Stream.of(
                test(resumer, way, Role.CLIENT, () -> peerConnects(resumer, way)),
                test(resumer, way, Role.SERVER, () -> weConnect(resumer, way))).flatMap(tests -> tests));
    }

    private static Stream<DynamicNode> test(Resumer resumer, Way way, Role role, Executable test) {
        return resumer.lacks(way, role).isPresent() ? Stream.of()
                : Stream.of(DynamicTest.dynamicTest(way.title() + " as " + role.name().toLowerCase(Locale.ROOT), test));
    }

    private static SSLContext context(String side, Way way) throws Exception {
        return ProfileContexts.of(registry, side + "-" + way.name().toLowerCase(Locale.ROOT));
    }

    private static void peerConnects(Resumer resumer, Way way) throws Exception {
        List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        try (SSLServerSocket listening = (SSLServerSocket) context("server", way).getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Threads.start(() -> accept(listening, way, seen, failures));
            List<Boolean> told = resumer.connectTwice(way, pki, listening.getLocalPort());
            List<Boolean> ours = seen.stream().map(s -> s.facts().resumed()).toList();
            if (resumer.connectsAsItLikes()) {
                assertThat(ours).startsWith(false).contains(true);
            } else {
                assertThat(told).as("what the peer tells").containsExactly(false, true);
                assertThat(ours).as("what we see").containsExactly(false, true);
            }
            assertThat(seen).allMatch(s -> s.protocol().equals(way.version()));
        } catch (Exception | AssertionError e) {
            throw new AssertionError(way + " of " + resumer.peer().name() + ": " + e.getMessage() + "\nour server: "
                    + failures.stream().map(Ours::words).toList(), e);
        }
    }

    private static Void accept(SSLServerSocket listening, Way way, List<Seen> seen, List<Throwable> failures)
            throws IOException {
        while (true) {
            SSLSocket accepted = (SSLSocket) listening.accept();
            Threads.start(() -> {
                try (SSLSocket socket = accepted) {
                    socket.setSoTimeout(Tool.LIMIT_SECONDS * 1000);
                    socket.startHandshake();
                    seen.add(Seen.of(socket));
                    Http.Message request = Http.read(socket.getInputStream());
                    if (request != null) {
                        socket.getOutputStream().write(OurServer.response(request, way.given()));
                    }
                } catch (IOException | RuntimeException e) {
                    failures.add(e);
                }
                return null;
            });
        }
    }

    private static void weConnect(Resumer resumer, Way way) throws Exception {
        SSLContext context = context("client", way);
        try (Resumer.Listening server = resumer.listen(way, pki)) {
            List<Seen> seen = new ArrayList<>();
            try {
                List<String> answers = List.of(ask(context, server, seen), ask(context, server, seen));
                assertThat(server.resumed(answers)).as("what the peer tells").containsExactly(false, true);
                assertThat(seen.stream().map(s -> s.facts().resumed())).as("what we see").containsExactly(false, true);
                assertThat(seen).allMatch(s -> s.protocol().equals(way.version()));
                assertThat(seen.get(1).peer()).as("the peer of a resumed session").isEqualTo(seen.get(0).peer());
            } catch (Exception | AssertionError e) {
                throw new AssertionError(way + " of " + resumer.peer().name() + ": " + e.getMessage() + "\n"
                        + server.server().said(), e);
            }
        }
    }

    /** One connection with one request; the part of the answer that counts. */
    private static String ask(SSLContext context, Resumer.Listening server, List<Seen> seen) throws IOException {
        int port = server.server().port();
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(OurClient.dial(server.server()), "localhost", port, true)) {
            socket.setSoTimeout(Tool.LIMIT_SECONDS * 1000);
            socket.startHandshake();
            seen.add(Seen.of(socket));
            socket.getOutputStream().write(server.request().getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            for (int next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
                Matcher found = server.answer().matcher(answer.append((char) next));
                if (found.find()) {
                    return found.group(1);
                }
            }
            throw new IOException("closed after " + answer);
        }
    }
}
