package org.handfast.wildfly.cluster;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.handfast.config.ClusterSessions;
import org.handfast.crypto.Secret;
import org.jboss.msc.Service;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StopContext;

/**
 * Joins the provider with the caches while the server runs. Without a cluster key nothing is shared: it says so once
 * and waits for one, so that a key put into the store counts without a restart (security rule B-1).
 */
final class Sharing implements Service {
    private static final System.Logger LOG = System.getLogger("org.handfast.cluster");
    private static final long SECOND = 1;

    private final Supplier<CacheCluster> caches;
    private final Supplier<StoredKey> key;
    private ScheduledExecutorService thread;
    private CacheCluster cluster;
    private boolean joined;
    private boolean told;

    Sharing(Supplier<CacheCluster> caches, Supplier<StoredKey> key) {
        this.caches = caches;
        this.key = key;
    }

    @Override
    public synchronized void start(StartContext context) {
        cluster = caches.get();
        cluster.open();
        StoredKey stored = key.get();
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "handfast-cluster-caches");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(() -> look(stored), 0, SECOND, TimeUnit.SECONDS);
    }

    private synchronized void look(StoredKey stored) {
        try {
            cluster.refresh();
            if (!joined) {
                join(stored.read());
            }
        } catch (RuntimeException e) {
            // once joined, the provider lives on what it has until the caches answer again
            tell("The caches of shared sessions do not answer: " + e);
        }
    }

    private void join(Optional<Secret> found) {
        if (found.isEmpty()) {
            tell("Sessions are not shared: the credential store handfast-cluster has no key. On one node: "
                    + "/subsystem=elytron/secret-key-credential-store=handfast-cluster:generate-secret-key(alias="
                    + StoredKey.ALIAS + "), then export-secret-key there and import-secret-key on the others");
            return;
        }
        try (Secret secret = found.get()) {
            ClusterSessions.join(cluster, secret);
            joined = true;
        }
    }

    private void tell(String problem) {
        if (!told) {
            LOG.log(System.Logger.Level.WARNING, problem);
            told = true;
        }
    }

    @Override
    public synchronized void stop(StopContext context) {
        thread.shutdownNow();
        ClusterSessions.leave();
        cluster.close();
        joined = false;
    }
}
