package org.handfast.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.handfast.crypto.Aead;
import org.handfast.crypto.CryptoBackend;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ticket keys and claims of several nodes, through partitions, steps of clocks and losses (T-4, B-1, E-2). */
class ClusterTicketKeysTest {
    private static final CryptoBackend JDK = JcaBackend.platform();
    private static final Aead AES_256 = JDK.suites13().stream()
            .filter(s -> s.suite().equals(CipherSuite.TLS_AES_256_GCM_SHA384)).findFirst().orElseThrow().aead();
    private static final Hash SHA_256 = JDK.suites13().stream()
            .filter(s -> s.suite().equals(CipherSuite.TLS_AES_128_GCM_SHA256)).findFirst().orElseThrow().hash();
    private static final long HOUR = 3_600_000;
    private static final int WINDOW = 10_000;

    private final AtomicLong now = new AtomicLong(1_790_000_000_000L);
    private final Random random = new Random(4);
    private final Randomness randomness = random::nextBytes;
    private final MemoryCluster cluster = new MemoryCluster();
    private final Node a = new Node("a", 1);
    private final Node b = new Node("b", 1);

    /** One member: its keys, its sealer, its clock. */
    private final class Node {
        final AtomicLong ahead = new AtomicLong();
        final MemoryCluster.Node link;
        final ClusterKey key;
        final ClusterTicketKeys keys;
        final TicketSealer sealer;
        final ReplayRegister register;
        final List<TicketRing.Change> told = new ArrayList<>();

        Node(String name, int clusterKey) {
            link = cluster.node(name);
            key = clusterKey(clusterKey);
            keys = new ClusterTicketKeys("web", randomness, this::time, Duration.ofHours(6), Duration.ofHours(12));
            keys.audit(told::add);
            sealer = new TicketSealer(keys, AES_256, SHA_256, randomness);
            register = new ClusterReplayRegister(keys, this::time);
        }

        Node join() {
            keys.join(link, key);
            return this;
        }

        long time() {
            return now.get() + ahead.get();
        }

        Optional<Opaque> ticket() {
            return sealer.seal(session());
        }

        boolean opens(Opaque ticket) {
            return sealer.open(ticket).isPresent();
        }

        Opaque next() {
            return keys.present().orElseThrow().next().name();
        }

        Opaque current() {
            return keys.present().orElseThrow().current().name();
        }
    }

    private void together() {
        a.join();
        b.join();
        assertThat(a.keys.tend()).isTrue();
        assertThat(b.keys.tend()).isTrue();
    }

    @Test
    void withoutAClusterThereAreNoTicketsAndNothingIsNew() {
        assertThat(a.keys.tend()).isFalse();
        assertThat(a.ticket()).isEmpty();
        assertThat(a.keys.seals()).isFalse();
        assertThat(a.keys.rotateNow()).isFalse();
        assertThat(a.keys.revokeAll()).isFalse();
        assertThat(a.register.register(randomId(), 0)).isFalse();
        a.join();
        assertThat(a.ticket()).as("no ring before it was agreed on").isEmpty();
    }

    @Test
    void eachOpensWhatTheOtherSealed() {
        together();
        assertThat(a.opens(b.ticket().orElseThrow())).isTrue();
        assertThat(b.opens(a.ticket().orElseThrow())).isTrue();
        assertThat(a.told).containsExactly(TicketRing.Change.ROTATED);
        assertThat(b.told).containsExactly(TicketRing.Change.ADOPTED);
        Node late = new Node("late", 1).join();
        assertThat(late.opens(a.ticket().orElseThrow())).as("from its first moment").isTrue();
    }

    @Test
    @DisplayName("T-4: over many rotations each key was known to all before any node sealed with it")
    void theNextKeyIsEverywhereBeforeItSeals() {
        together();
        Random choice = new Random(44);
        for (int i = 0; i < 200; i++) {
            Opaque promised = b.next();
            assertThat(a.next()).isEqualTo(promised);
            Node turning = choice.nextBoolean() ? a : b;
            if (choice.nextInt(3) == 0) {
                assertThat(turning.keys.rotateNow()).isTrue();
            } else {
                now.addAndGet(5 * HOUR + HOUR / 2);
                assertThat(turning.keys.tend()).isTrue();
            }
            assertThat(a.current()).isEqualTo(promised).isEqualTo(b.current());
            Opaque ticket = (choice.nextBoolean() ? a : b).ticket().orElseThrow();
            assertThat(a.opens(ticket) && b.opens(ticket)).isTrue();
        }
        assertThat(a.keys.present().orElseThrow().older()).hasSizeLessThanOrEqualTo(KeyRingCodec.MOST_OLDER);
    }

    @Test
    void aTicketOpensThroughItsTimeAndNotLonger() {
        together();
        Opaque ticket = a.ticket().orElseThrow();
        now.addAndGet(6 * HOUR - 1);
        assertThat(b.keys.tend()).isTrue();
        assertThat(b.sealer.isStale(ticket)).isTrue();
        now.addAndGet(12 * HOUR - 1);
        assertThat(b.opens(ticket)).isTrue();
        now.addAndGet(1);
        assertThat(b.opens(ticket)).isFalse();
    }

    @Test
    @DisplayName("Fault 14: in a partition keys live out their time, nobody mints alone, and all come together again")
    void partition() {
        together();
        Opaque ticket = a.ticket().orElseThrow();
        a.link.cut();
        b.link.cut();
        assertThat(a.opens(b.ticket().orElseThrow())).as("the keys they had").isTrue();
        assertThat(a.register.register(randomId(), 0)).as("no early data").isFalse();
        assertThat(a.keys.rotateNow()).isFalse();
        now.addAndGet(6 * HOUR);
        assertThat(a.keys.tend()).isFalse();
        assertThat(a.ticket()).as("a full handshake from now on").isEmpty();
        assertThat(a.opens(ticket)).isTrue();
        now.addAndGet(12 * HOUR);
        assertThat(a.opens(ticket)).isFalse();
        a.link.heal();
        b.link.heal();
        assertThat(a.keys.tend()).isTrue();
        assertThat(b.opens(a.ticket().orElseThrow())).isTrue();
    }

    @Test
    @DisplayName("Fault 15: a cluster that fails costs no handshake: keys as they are, no early data")
    void aBrokenClusterIsLikeNone() {
        together();
        Opaque ticket = b.ticket().orElseThrow();
        a.link.breakDown();
        assertThat(a.opens(ticket)).isTrue();
        assertThat(a.ticket()).isPresent();
        assertThat(a.register.register(randomId(), 0)).isFalse();
        assertThat(a.keys.rotateNow()).isFalse();
        now.addAndGet(6 * HOUR);
        assertThat(a.keys.tend()).isFalse();
        assertThat(a.ticket()).isEmpty();
    }

    @Test
    void whatWasRevokedStaysSoEvenWhereTheOthersCouldNotBeTold() {
        together();
        Opaque before = b.ticket().orElseThrow();
        assertThat(a.keys.revokeAll()).isTrue();
        assertThat(b.opens(before)).isFalse();
        assertThat(b.opens(a.ticket().orElseThrow())).isTrue();
        assertThat(a.told).endsWith(TicketRing.Change.REVOKED);

        Opaque second = b.ticket().orElseThrow();
        a.link.cut();
        assertThat(a.keys.revokeAll()).isFalse();
        assertThat(a.opens(second)).isFalse();
        assertThat(b.keys.rotateNow()).as("the others go on with what was revoked").isTrue();
        a.link.heal();
        assertThat(a.opens(second)).isFalse();
        assertThat(a.keys.tend()).isTrue();
        assertThat(b.opens(second)).isFalse();
        assertThat(b.opens(a.ticket().orElseThrow())).isTrue();
    }

    @Test
    @DisplayName("Fault 8: a clock a day ahead or behind starts no storm of rotations and keeps no key for ever")
    void clocks() {
        together();
        for (long step : new long[] {24 * HOUR, -24 * HOUR}) {
            a.ahead.addAndGet(step);
            int rings = cluster.wire().size();
            for (int i = 0; i < 50; i++) {
                a.keys.tend();
                b.keys.tend();
            }
            assertThat(cluster.wire().size() - rings).as("step " + step).isLessThanOrEqualTo(2);
            Opaque ticket = a.ticket().orElseThrow();
            assertThat(b.opens(ticket)).isTrue();
            Opaque current = a.current();
            now.addAndGet(7 * HOUR);
            a.keys.tend();
            b.keys.tend();
            assertThat(b.current()).isNotEqualTo(current);
        }
    }

    @Test
    void aClusterThatLostItsMemoryGetsNewKeysAndNeverTheOldOnes() {
        together();
        Opaque ticket = a.ticket().orElseThrow();
        Opaque next = a.next();
        cluster.loseMemory();
        assertThat(a.keys.tend()).isTrue();
        assertThat(a.current()).isNotEqualTo(next);
        assertThat(a.opens(ticket)).as("its register of replays is lost, too").isFalse();
        assertThat(b.opens(a.ticket().orElseThrow())).isTrue();
    }

    @Test
    void anotherClusterKeyReadsNothingAndSpoilsNothing() {
        together();
        Node stranger = new Node("stranger", 2).join();
        assertThat(stranger.keys.isForeign()).isTrue();
        assertThat(stranger.keys.tend()).isFalse();
        assertThat(stranger.keys.revokeAll()).isFalse();
        assertThat(stranger.ticket()).isEmpty();
        assertThat(a.keys.isForeign()).isFalse();
        assertThat(b.opens(a.ticket().orElseThrow())).isTrue();
        assertThatThrownBy(() -> new ClusterKey(Secret.of(new byte[31]), AES_256, SHA_256, randomness))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavingForgets() {
        together();
        Opaque ticket = a.ticket().orElseThrow();
        a.keys.leave();
        assertThat(a.opens(ticket)).isFalse();
        assertThat(a.ticket()).isEmpty();
        a.join();
        assertThat(a.opens(ticket)).isTrue();
        assertThat(a.register.register(randomId(), WINDOW)).as("within the window after it came").isFalse();
    }

    @Test
    @DisplayName("B-1: what is on the wire holds no key, and each bit of it is protected")
    void theWireHoldsNoKey() {
        together();
        for (int i = 0; i < 5; i++) {
            a.keys.rotateNow();
        }
        KeyRing ring = b.keys.present().orElseThrow();
        List<String> secrets = Stream.concat(Stream.of(ring.next(), ring.current()),
                ring.older().stream().map(KeyRing.Retired::key)).map(ClusterTicketKeysTest::hex).toList();
        assertThat(secrets).hasSize(7).doesNotHaveDuplicates();
        String wire = cluster.wire().stream().map(ClusterTicketKeysTest::hex).collect(Collectors.joining("|"));
        assertThat(secrets).noneMatch(wire::contains);
        byte[] planted = KeyRingCodec.write(ring);
        assertThat(secrets).as("the same search finds them where they are").allMatch(hex(planted)::contains);

        Opaque wrapped = cluster.node("spy").ring("web").orElseThrow();
        assertThat(a.key.open("web", wrapped)).isPresent();
        assertThat(a.key.open("other", wrapped)).as("of another profile").isEmpty();
        for (int at = 0; at < wrapped.length(); at++) {
            byte[] damaged = wrapped.bytes();
            damaged[at] ^= 1;
            assertThat(a.key.open("web", Opaque.of(damaged))).as("byte " + at).isEmpty();
            assertThat(a.key.open("web", wrapped.slice(0, at))).as("length " + at).isEmpty();
        }
        assertThat(a.key.toString() + a.keys).doesNotContain("[B").doesNotContain(hex(clusterKeyBytes(1)));
    }

    @Test
    @DisplayName("E-2: of 1,000 tickets claimed by two nodes at once each is taken exactly once, then never again")
    void oneOfTwoNodesTakesIt() throws Exception {
        together();
        now.addAndGet(WINDOW);
        List<Opaque> ids = IntStream.range(0, 1000).mapToObj(i -> randomId()).toList();
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            List<Callable<List<Boolean>>> work = List.of(() -> taken(a, ids), () -> taken(b, ids));
            List<List<Boolean>> answers = new ArrayList<>();
            for (Future<List<Boolean>> done : nodes.invokeAll(work)) {
                answers.add(done.get());
            }
            assertThat(IntStream.range(0, 1000).filter(i -> answers.get(0).get(i) ^ answers.get(1).get(i)).count())
                    .isEqualTo(1000);
        } finally {
            nodes.shutdownNow();
        }
        assertThat(taken(new Node("c", 1).join(), ids)).as("a third node").containsOnly(false);
        assertThat(taken(a, ids)).containsOnly(false);
        String wire = cluster.wire().stream().map(ClusterTicketKeysTest::hex).collect(Collectors.joining("|"));
        assertThat(ids).noneMatch(id -> wire.contains(hex(id)));
    }

    @Test
    @DisplayName("RFC 9846 §8.2: nothing within the window of a start or of a step back of the clock")
    void noEarlyDataWhileTheWindowOverlapsTheStart() {
        together();
        Opaque early = randomId();
        assertThat(a.register.register(early, WINDOW)).isFalse();
        now.addAndGet(WINDOW);
        assertThat(a.register.register(randomId(), WINDOW)).isTrue();
        assertThat(b.register.register(early, WINDOW)).as("it was seen").isFalse();
        now.addAndGet(-1);
        assertThat(a.register.register(randomId(), WINDOW)).isFalse();
        now.addAndGet(WINDOW);
        assertThat(a.register.register(randomId(), WINDOW)).isTrue();
        b.link.cut();
        assertThat(b.register.register(randomId(), WINDOW)).isFalse();
    }

    private List<Boolean> taken(Node node, List<Opaque> ids) {
        return ids.stream().map(id -> node.register.register(id, 0)).toList();
    }

    private synchronized Opaque randomId() {
        return Opaque.of(randomness.bytes(32));
    }

    private Session session() {
        return new Session(ProtocolVersion.TLS13, CipherSuite.TLS_AES_128_GCM_SHA256,
                Secret.of(randomness.bytes(32)), now.get(), now.get(), 7200, Optional.empty(), Optional.empty(), true,
                Optional.empty(), Optional.empty(), Optional.empty(),
                new ResumptionScope(Opaque.of(randomness.bytes(32))), List.of(), List.of(), List.of(), new byte[0],
                Opaque.EMPTY, 0, 0);
    }

    private ClusterKey clusterKey(int seed) {
        return new ClusterKey(Secret.of(clusterKeyBytes(seed)), AES_256, SHA_256, randomness);
    }

    private static byte[] clusterKeyBytes(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }

    private static String hex(TicketKey key) {
        try (Secret secret = key.secret()) {
            return hex(secret.bytes());
        }
    }

    private static String hex(Opaque bytes) {
        return hex(bytes.bytes());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
