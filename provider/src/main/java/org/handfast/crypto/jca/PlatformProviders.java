package org.handfast.crypto.jca;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which registered provider does what. The platform's own come first, whatever else is registered before them:
 * they are what is measured and tested. Immutable and thread-safe.
 */
public final class PlatformProviders {
    private static final List<String> OWN = List.of("SUN", "SunJCE", "SunEC", "SunRsaSign");

    private final List<Provider> inOrder;

    private PlatformProviders(List<Provider> inOrder) {
        this.inOrder = inOrder;
    }

    /** All registered providers, the platform's own first. */
    public static PlatformProviders registered() {
        Stream<Provider> own = OWN.stream().map(Security::getProvider).filter(p -> p != null);
        Stream<Provider> others =
                Stream.of(Security.getProviders()).filter(p -> !OWN.contains(p.getName()));
        return new PlatformProviders(Stream.concat(own, others).toList());
    }

    /** Only this provider for what it offers, then the registered ones. */
    static PlatformProviders preferring(Provider first) {
        return new PlatformProviders(
                Stream.concat(Stream.of(first), registered().inOrder.stream()).distinct().toList());
    }

    /** The first provider with this service. */
    public Optional<Provider> of(String type, String algorithm) {
        return inOrder.stream().filter(p -> p.getService(type, algorithm) != null).findFirst();
    }
}
