package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.handfast.interop.Ours.Seen;
import org.handfast.testing.Identity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our client and our server against other implementations. An ordinary run meets each pair of values that a peer can;
 * {@code -Pinterop-full} meets each triple. {@code -Dinterop.peers=a,b} names some peers only.
 */
@Tag("interop")
class InteropMatrixTest {
    private static final int PATIENCE = 5;

    @TempDir
    static Path directory;

    /** Browsers stay from case to case, and write into their directories as long as they are there. */
    @AfterAll
    static void end() {
        Tool.endAll();
    }

    @TestFactory
    Stream<DynamicNode> peers() {
        Pki pki = new Pki(directory);
        List<Peer> all = Peers.all(directory);
        Results results = new Results();
        return Stream.concat(
                all.stream().filter(Peers::isChosen)
                        .map(peer -> DynamicContainer.dynamicContainer(peer.name(), cases(peer, pki, results))),
                Stream.of(DynamicTest.dynamicTest("CONFORMANCE.md says the same", () -> compare(all, results))));
    }

    /** The table is made of what peers are said to be able to do; that this is what was met is checked before. */
    private static void compare(List<Peer> peers, Results results) {
        for (Peer peer : peers) {
            results.check(peer.name() + " as client", peer.client().map(Peers::ours));
            results.check(peer.name() + " as server", peer.server().map(Peers::ours));
        }
        String written = Table.written();
        if ("write".equals(System.getProperty("interop.table"))) {
            written = new Table(peers).section(InteropMatrixTest::version);
            Table.write(written);
        }
        String old = written;
        assertThat(old).isEqualTo(new Table(peers).section(p -> Table.version(old, p)));
        assertThat(peers).noneMatch(p -> Table.version(old, p).equals("?"));
    }

    private static String version(Peer peer) {
        return peer.missing().isEmpty() ? peer.version() : Table.version(Table.written(), peer);
    }

    private static Stream<DynamicNode> cases(Peer peer, Pki pki, Results results) {
        if (peer.missing().isPresent()) {
            return Stream.of(DynamicTest.dynamicTest("is here", () -> Peers.reportMissing(peer)));
        }
        List<DynamicNode> nodes = new ArrayList<>();
        peer.client().ifPresent(abilities -> nodes.add(
                cases("as client", Peers.cases(peer, abilities), c -> {
                    peerConnects(peer, c, pki);
                    results.passed(peer.name() + " as client", c);
                })));
        peer.server().ifPresent(abilities -> nodes.add(
                cases("as server", Peers.cases(peer, abilities), c -> {
                    weConnect(peer, c, pki);
                    results.passed(peer.name() + " as server", c);
                })));
        return nodes.stream();
    }

    /** A connection and what has to be true of it. */
    private interface Trial {
        void of(InteropCase given) throws Exception;
    }

    /** After some failures the rest fails at once: a broken peer would cost its time limit in every case. */
    private static DynamicNode cases(String role, List<InteropCase> cases, Trial trial) {
        AtomicInteger failures = new AtomicInteger();
        return DynamicContainer.dynamicContainer(role, cases.stream().map(given ->
                DynamicTest.dynamicTest(given.toString(), () -> {
                    assertThat(failures).as("failures before this case, which is not tried").hasValueLessThan(PATIENCE);
                    try {
                        trial.of(given);
                    } catch (Exception | AssertionError e) {
                        failures.incrementAndGet();
                        throw e;
                    }
                })));
    }

    private static void peerConnects(Peer peer, InteropCase given, Pki pki) throws Exception {
        int rounds = peer.rounds(given);
        pki.client(given.key());
        try (OurServer server = new OurServer(given, pki, rounds);
                Peer.Client client = peer.connect(given, pki, server.port())) {
            try {
                for (int round = 0; round < rounds; round++) {
                    if (round == 1 && given.peerUpdatesKeys()) {
                        client.updateKeys();
                    }
                    assertSame(client.exchange(given.body(round)), given.body(round));
                }
                check(given, server.seen(), given.clientHasKey() ? Optional.of(pki.client(given.key()))
                        : Optional.empty());
                client.end();
            } catch (Exception | AssertionError e) {
                throw new AssertionError(peer.name() + " as client: " + given + "\nour server: "
                        + (server.failure() == null ? "no failure" : Ours.words(server.failure()))
                        + "\n" + client.said(), e);
            }
        }
    }

    private static void weConnect(Peer peer, InteropCase given, Pki pki) throws Exception {
        try (Peer.Server server = peer.listen(given, pki)) {
            int rounds = server.rounds(given);
            try (OurClient client = new OurClient(given, pki, server)) {
                for (int round = 0; round < rounds; round++) {
                    if (round == rounds - 1 && given.peerUpdatesKeys()) {
                        server.updateKeys();
                    } else if (round == rounds - 1 && given.weUpdateKeys()) {
                        client.updateKeys();
                    }
                    assertSame(client.exchange(given.body(round)), given.body(round));
                }
                check(given, client.seen(), Optional.of(pki.server(given.key())));
                client.close();
                server.end();
            } catch (Exception | AssertionError e) {
                throw new AssertionError(peer.name() + " as server: " + given + "\n" + server.said(), e);
            }
        }
    }

    private static void assertSame(byte[] got, byte[] sent) {
        assertThat(new String(got, StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(sent, StandardCharsets.ISO_8859_1));
    }

    private static void check(InteropCase given, Seen seen, Optional<Identity> peer) {
        assertThat(seen.protocol()).isEqualTo(given.version());
        assertThat(seen.suite()).isEqualTo(given.get(Dimension.SUITE));
        assertThat(seen.facts().group()).contains(given.group());
        assertThat(seen.facts().helloRetried()).isEqualTo(given.retriesHello());
        assertThat(seen.applicationProtocol()).isEqualTo(given.negotiatesProtocol() ? InteropCase.PROTOCOL : "");
        assertThat(seen.peer().map(Object::toString))
                .isEqualTo(peer.map(p -> p.certificate().getSubjectX500Principal().toString()));
    }
}
