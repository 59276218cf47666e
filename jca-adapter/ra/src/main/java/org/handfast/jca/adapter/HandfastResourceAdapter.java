package org.handfast.jca.adapter;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import org.handfast.config.TlsRegistry;

/**
 * The adapter: lives between start and stop, passes events of the registry on to message-driven beans. All
 * instances are equal: there is nothing to configure but names, and those are on the administered objects.
 * Described by {@code META-INF/ra.xml}.
 */
public class HandfastResourceAdapter implements ResourceAdapter, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Map<EndpointKey, EndpointDelivery> deliveries = new ConcurrentHashMap<>();
    private transient WorkManager workManager;
    private transient RegistryEvents events;

    @Override
    public void start(BootstrapContext context) {
        workManager = context.getWorkManager();
        events = RegistryEvents.subscribe(
                TlsRegistry.standard(), event -> deliveries.values().forEach(d -> d.offer(event)));
    }

    @Override
    public void stop() {
        if (events != null) {
            events.close();
        }
        deliveries.values().forEach(EndpointDelivery::close);
        deliveries.clear();
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof TlsEventActivation activation)) {
            throw new NotSupportedException("Handfast delivers to beans activated by "
                    + TlsEventActivation.class.getName() + ", not by " + spec.getClass().getName()
                    + ". Let the bean implement org.handfast.jca.TlsEventListener.");
        }
        deliveries.put(
                new EndpointKey(endpoints, spec), new EndpointDelivery(endpoints, activation, workManager));
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {
        EndpointDelivery delivery = deliveries.remove(new EndpointKey(endpoints, spec));
        if (delivery != null) {
            delivery.close();
        }
    }

    /** None: there are no transactions to recover. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HandfastResourceAdapter;
    }

    @Override
    public int hashCode() {
        return HandfastResourceAdapter.class.hashCode();
    }

    /** Factories and specs need not implement equals: identity is what the server passes back. */
    private static final class EndpointKey {
        private final MessageEndpointFactory endpoints;
        private final ActivationSpec spec;

        EndpointKey(MessageEndpointFactory endpoints, ActivationSpec spec) {
            this.endpoints = endpoints;
            this.spec = spec;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof EndpointKey that && endpoints == that.endpoints && spec == that.spec;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(endpoints) * 31 + System.identityHashCode(spec);
        }
    }
}
