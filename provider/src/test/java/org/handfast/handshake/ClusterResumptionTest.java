package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.handfast.crypto.Aead;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.session.ClientKey;
import org.handfast.session.ClientStore;
import org.handfast.session.ClusterKey;
import org.handfast.session.ClusterTicketKeys;
import org.handfast.session.MemoryCluster;
import org.handfast.session.ServerStore;
import org.handfast.session.SessionCache;
import org.handfast.wire.Opaque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Handshakes with the nodes of a cluster: tickets of one resume at the other, and in doubt none do. */
class ClusterResumptionTest {
    private static final ClientKey HERE = new ClientKey("server.example", 443, Opaque.EMPTY);
    private static final Aead AES_256 =
            Peers.CATALOG.suite13(CipherSuite.TLS_AES_256_GCM_SHA384).orElseThrow().aead();
    private static final Hash SHA_256 =
            Peers.CATALOG.suite13(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow().hash();
    private static final long HOUR = 3_600_000;

    private final AtomicLong now = new AtomicLong(1_790_000_000_000L);
    private final Randomness random = new Random(1200)::nextBytes;
    private final MemoryCluster cluster = new MemoryCluster();
    private final ClientStore kept = new ClientStore(now::get, 100);
    private final Node one = new Node("one");
    private final Node two = new Node("two");
    private long seed = 1;

    private final class Node {
        final MemoryCluster.Node link;
        final ClusterTicketKeys keys = new ClusterTicketKeys("web", random, now::get);
        final ServerStore store =
                new ServerStore(keys, AES_256, SHA_256, random, new SessionCache(now::get, 100, 1 << 20));

        Node(String name) {
            link = cluster.node(name);
        }

        void join() {
            keys.join(link, new ClusterKey(Secret.of(new byte[32]), AES_256, SHA_256, random));
            keys.tend();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aTicketOfOneNodeResumesAtTheOther(ProtocolVersion version) {
        one.join();
        two.join();
        assertThat(resumed(version, one)).isFalse();
        for (int i = 0; i < 20; i++) {
            assertThat(resumed(version, i % 2 == 0 ? two : one)).as("visit " + i).isTrue();
            if (i % 5 == 4) {
                assertThat((i % 2 == 0 ? one : two).keys.rotateNow()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void withoutAClusterAndAcrossAPartitionHandshakesAreFullOnes(ProtocolVersion version) {
        assertThat(resumed(version, one)).isFalse();
        assertThat(kept.sessions().stream().allMatch(session -> session.version() == ProtocolVersion.TLS12))
                .as("no tickets: sessions by id at most").isTrue();
        kept.sessions().forEach(session -> assertThat(resumed(version, two)).isFalse());

        one.join();
        two.join();
        resumed(version, one);
        one.link.cut();
        two.link.cut();
        assertThat(resumed(version, two)).as("the keys live on").isTrue();
        now.addAndGet(19 * HOUR);
        one.keys.tend();
        assertThat(resumed(version, one)).isFalse();
        assertThat(resumed(version, two)).isFalse();
    }

    static List<ProtocolVersion> versions() {
        return List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12);
    }

    private boolean resumed(ProtocolVersion version, Node node) {
        Peers.Side client = Peers.client();
        Peers.Side server = Peers.server();
        if (version == ProtocolVersion.TLS12) {
            client.policy = Peers.policy12(Peers.SUITES_12);
            server.policy = client.policy;
        }
        client.seed = seed++;
        server.seed = seed++;
        client.resumption = Resumption.client(
                kept, HERE, now::get, Resumption.Settings.DEFAULT, SHA_256, Opaque.latin1("client"));
        server.resumption = Resumption.server(
                node.store, now::get, Resumption.Settings.DEFAULT, SHA_256, Opaque.latin1("server"));
        Handshake handshake = Handshake.run(client, server);
        boolean resumed = handshake.client.established.facts().resumed();
        assertThat(handshake.server.established.facts().resumed()).isEqualTo(resumed);
        return resumed;
    }
}
