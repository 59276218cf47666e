package org.handfast.jsse;

import java.security.KeyManagementException;
import java.security.Provider;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import org.handfast.config.Profile;
import org.handfast.config.TlsRegistry;
import org.handfast.failure.Reason;

/**
 * SSLContexts that serve a profile, without any global registration. Trust is the profile's alone here. A context
 * that a container initializes under a profile asks the trust managers it is given as well, and Elytron gives the
 * JVM's default ones where its {@code trust-manager} is left out: see {@link HandfastProvider}.
 */
public final class ProfileContexts {
    private ProfileContexts() {}

    /**
     * A context ready for use. Identity, trust, policy and client authentication come from the profile, for each new
     * connection from its state of then; while the profile has no state, connections fail with PROFILE_UNAVAILABLE.
     *
     * @param registry where the profile lives
     * @param profile its name, whether or not the file has it yet
     */
    public static SSLContext of(TlsRegistry registry, String profile) {
        LiveProfile live = new LiveProfile(() -> registry.profile(profile));
        try {
            ContextSpi spi = new ContextSpi(live::basis, ContextSpi.Preset.PROFILE);
            return new ProfileContext(spi, Shared.PROVIDER);
        } catch (KeyManagementException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "what", "context of a profile");
        }
    }

    /** As above. */
    public static SSLContext of(Profile profile) {
        return of(profile.registry(), profile.name());
    }

    /** Names the provider for those who ask a context; never registered. */
    private static final class Shared {
        static final Provider PROVIDER = new HandfastProvider();
    }

    private static final class ProfileContext extends SSLContext {
        ProfileContext(SSLContextSpi spi, Provider provider) {
            super(spi, provider, "TLS");
        }
    }
}
