package org.handfast.config;

import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Secret;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.crypto.jca.JcaHash;
import org.handfast.crypto.jca.PlatformRandomness;
import org.handfast.iana.CipherSuite;
import org.handfast.session.ClusterKey;
import org.handfast.session.ClusterTicketKeys;
import org.handfast.session.SessionCluster;

/**
 * The cluster of this JVM, for profiles with {@code resumption: {cluster: true}}. Until one is joined they give and
 * take no tickets and no early data; full handshakes work. Thread-safe.
 */
public final class ClusterSessions {
    private static final System.Logger LOG = System.getLogger("org.handfast.session");
    private static Optional<Joined> joined = Optional.empty();

    private record Joined(SessionCluster cluster, ClusterKey key, RingTending tending) {
    }

    /**
     * What is joined.
     *
     * @param members names of the nodes, sorted
     * @param keyName what tells the cluster key from others; 16 hexadecimal digits; the same on all nodes
     */
    public record Description(List<String> members, String keyName) {
        /** Copies the list. */
        public Description {
            members = List.copyOf(members);
        }
    }

    private ClusterSessions() {
    }

    /**
     * Shares tickets with this cluster, in the place of one joined before.
     *
     * @param clusterKey random, at least 32 bytes, the same on all nodes; copied, the caller closes it
     * @throws IllegalArgumentException for a key that is too short (security rule B-1)
     * @throws IllegalStateException where the platform has no AES-256-GCM
     */
    public static synchronized void join(SessionCluster cluster, Secret clusterKey) {
        ClusterKey key = key(clusterKey);
        leave();
        Joined now = new Joined(cluster, key, new RingTending());
        joined = Optional.of(now);
        cluster.whenRingChanges(profile -> changed(now, profile));
        TicketKeyRings.shared().forEach(keys -> keys.join(cluster, key));
        now.tending().start();
        LOG.log(System.Logger.Level.INFO, "Sessions are shared under cluster key {0}, members: {1}", key.name(),
                cluster.members());
    }

    private static ClusterKey key(Secret clusterKey) {
        return JcaBackend.platform().suites13().stream()
                .filter(suite -> suite.suite().equals(CipherSuite.TLS_AES_256_GCM_SHA384))
                .findFirst()
                .map(suite -> new ClusterKey(
                        clusterKey, suite.aead(), JcaHash.sha256(), PlatformRandomness.create()))
                .orElseThrow(() -> new IllegalStateException("AES-256-GCM is not available"));
    }

    /** Forgets the shared keys; their profiles give and take no tickets any more. Idempotent. */
    public static synchronized void leave() {
        if (joined.isEmpty()) {
            return;
        }
        Joined before = joined.get();
        joined = Optional.empty();
        before.tending().close();
        TicketKeyRings.shared().forEach(ClusterTicketKeys::leave);
        before.key().close();
        LOG.log(System.Logger.Level.INFO, "Sessions are shared no more");
    }

    /** What is joined now; empty: nothing. */
    public static synchronized Optional<Description> describe() {
        return joined.map(now -> new Description(now.cluster().members(), now.key().name()));
    }

    /** A ring made just now. */
    static synchronized void admit(ClusterTicketKeys keys) {
        joined.ifPresent(now -> {
            keys.join(now.cluster(), now.key());
            now.tending().hurry();
        });
    }

    /** Something is to be told the others. */
    static synchronized void hurry() {
        joined.ifPresent(now -> now.tending().hurry());
    }

    /** A cluster that was left may still tell. */
    private static void changed(Joined of, String profile) {
        if (of.tending().isOpen()) {
            TicketKeyRings.shared().stream().filter(keys -> keys.profile().equals(profile))
                    .forEach(ClusterTicketKeys::follow);
        }
    }
}
