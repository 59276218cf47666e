package org.handfast.jsse;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.handfast.engine.TlsContext;
import org.handfast.policy.Policy;
import org.handfast.testing.Identity;

/** Contexts of Handfast that allow what a test wants, which SSLParameters of Java 17 cannot say in full. */
public final class NarrowContext extends SSLContext {
    private NarrowContext(ContextSpi spi) {
        super(spi, Contexts.HANDFAST, "TLS");
    }

    /** What the standard policy allows here. */
    public static Policy standardPolicy() {
        return StandardContext.get().policy();
    }

    /** A context with a changed policy, an identity or none, and these anchors. */
    public static SSLContext of(UnaryOperator<Policy> change, Optional<Identity> identity, KeyStore anchors) {
        TlsContext standard = StandardContext.get();
        TlsContext narrowed = new TlsContext(change.apply(standard.policy()), standard.catalog(),
                standard.randomness(), standard.nanoTime(), standard.observer());
        try {
            SSLContext context = new NarrowContext(
                    new ContextSpi(() -> Basis.of(narrowed), ContextSpi.Preset.NONE));
            context.init(identity.map(Contexts::keys).orElse(new KeyManager[0]), Contexts.trust(anchors), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
