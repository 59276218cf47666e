package org.handfast.wildfly.cluster;

import java.util.function.Supplier;
import org.infinispan.Cache;
import org.jboss.msc.service.ServiceActivator;
import org.jboss.msc.service.ServiceActivatorContext;
import org.jboss.msc.service.ServiceBuilder;
import org.jboss.msc.service.ServiceName;
import org.wildfly.security.credential.store.CredentialStore;

/** Starts sharing once the server has both caches and the credential store; all three come with the layer. */
public final class ClusterActivator implements ServiceActivator {
    private static final ServiceName CACHES = ServiceName.parse("org.wildfly.clustering.infinispan.cache.handfast");
    private static final ServiceName STORE =
            ServiceName.parse("org.wildfly.security.credential-store.handfast-cluster");

    @Override
    public void activate(ServiceActivatorContext context) {
        ServiceBuilder<?> builder = context.getServiceTarget().addService();
        builder.provides(ServiceName.of("org", "handfast", "cluster"));
        Supplier<Cache<String, String>> rings = builder.requires(CACHES.append("ticket-keys"));
        Supplier<Cache<String, String>> replays = builder.requires(CACHES.append("replays"));
        Supplier<CredentialStore> store = builder.requires(STORE);
        builder.setInstance(new Sharing(
                () -> new CacheCluster(rings.get(), replays.get()), () -> new StoredKey(store.get())));
        builder.install();
    }
}
