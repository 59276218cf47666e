package org.handfast.jsse;

import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.handfast.config.ProfileSnapshot;
import org.handfast.config.TlsRegistry;
import org.handfast.failure.Reason;
import org.handfast.iana.ProtocolVersion;

/**
 * The provider {@code Handfast}: TLS 1.3 and 1.2 as SSLContext, KeyManagerFactory, TrustManagerFactory and the key
 * store type of profiles. Given the name of a profile, every SSLContext of this provider object serves that profile,
 * live.
 *
 * <p>Making one reads no file and looks up no other provider; it changes nothing global. Works at any position of the
 * list of providers, or on none. Thread-safe.
 *
 * <p>Trust of a context without profile is that of the trust managers it is given; given null, the platform's.
 * Containers differ in what they give: WildFly's Elytron, where {@code trust-manager} is left out, gives the managers
 * of the JVM's default TrustManagerFactory, and they are then asked too where a profile has trust of its own: a chain
 * must please both. Name a {@code trust-manager} that takes the profile's store to avoid that.
 */
public final class HandfastProvider extends Provider {
    /** The provider's name. */
    public static final String NAME = "Handfast";

    private static final long serialVersionUID = 1L;

    private static final String VERSION = "0.1";
    private static final String INFO = "Handfast: TLS 1.3 and 1.2 with an engine of its own";
    private static final String CONTEXT = "SSLContext";
    private static final String KEY_MANAGERS = "KeyManagerFactory";
    private static final String TRUST_MANAGERS = "TrustManagerFactory";

    private final transient Optional<LiveProfile> profile;

    /** No profile: contexts follow the standard policy and the managers they are given. */
    public HandfastProvider() {
        this(Optional.empty());
    }

    /**
     * A provider whose contexts serve a profile of the standard registry.
     *
     * @param profile its name; read when the first context needs it
     */
    public HandfastProvider(String profile) {
        this(Optional.of(profile.strip()).filter(name -> !name.isEmpty()));
    }

    private HandfastProvider(Optional<String> profileName) {
        super(NAME, VERSION, INFO);
        profile = profileName.map(name -> new LiveProfile(() -> TlsRegistry.standard().profile(name)));
        Maker newest = () -> context(ContextSpi.Preset.NONE, ProtocolVersion.TLS13);
        putService(new Entry(CONTEXT, "TLS", List.of(), newest));
        putService(new Entry(CONTEXT, "TLSv1.3", List.of(), newest));
        putService(new Entry(CONTEXT, "TLSv1.2", List.of(),
                () -> context(ContextSpi.Preset.NONE, ProtocolVersion.TLS12)));
        putService(new Entry(CONTEXT, "Default", List.of(),
                () -> context(ContextSpi.Preset.DEFAULT, ProtocolVersion.TLS13)));
        putService(new Entry(
                KEY_MANAGERS,
                "PKIX",
                names(List.of("SunX509", "NewSunX509", "X509"), KeyManagerFactory.getDefaultAlgorithm()),
                HandfastKeyManagerFactory::new));
        putService(new Entry(
                TRUST_MANAGERS,
                "PKIX",
                names(List.of("SunPKIX", "SunX509", "X509", "X.509"), TrustManagerFactory.getDefaultAlgorithm()),
                HandfastTrustManagerFactory::new));
        putService(new Entry("KeyStore", ProfileKeyStore.TYPE, List.of(), () -> new ProfileKeyStore(this::snapshot)));
    }

    /**
     * A provider for the profile named; {@code security.provider.N=Handfast name} of java.security comes here.
     *
     * @param profileName name of the profile; empty: as before
     * @throws ProviderException for more than one word: the JVM passes it on, where after any other exception it would
     *     go on without this provider and without a word
     */
    @Override
    public Provider configure(String profileName) {
        if (profileName.strip().contains(" ")) {
            throw new ProviderException("security.provider.N=Handfast takes the name of one profile, not \""
                    + profileName.strip() + "\"");
        }
        return profileName.isBlank() ? this : new HandfastProvider(profileName);
    }

    private ContextSpi context(ContextSpi.Preset preset, ProtocolVersion version) throws KeyManagementException {
        if (profile.isEmpty()) {
            Supplier<Basis> standard = () -> Basis.of(StandardContext.get());
            return new ContextSpi(standard, preset, version);
        }
        boolean ready = preset == ContextSpi.Preset.DEFAULT;
        return new ContextSpi(profile.get()::basis, ready ? ContextSpi.Preset.PROFILE : preset, version);
    }

    private ProfileSnapshot snapshot() {
        return profile.orElseThrow(() -> Reason.PROFILE_UNAVAILABLE.with(
                        "why", "the provider object was made without the name of a profile"))
                .snapshot();
    }

    /** Aliases and the platform's default name, so that who asks for the default finds it here too. */
    private static List<String> names(List<String> aliases, String platformDefault) {
        Set<String> all = new LinkedHashSet<>(aliases);
        all.add(platformDefault);
        all.removeIf("PKIX"::equalsIgnoreCase);
        return List.copyOf(all);
    }

    /** Makes an implementation. */
    @FunctionalInterface
    private interface Maker {
        Object make() throws GeneralSecurityException;
    }

    /** A service that is made by a call, not by reflection: it works in a named module and from any class loader. */
    private final class Entry extends Service {
        private final Maker maker;

        Entry(String type, String algorithm, List<String> aliases, Maker maker) {
            super(HandfastProvider.this, type, algorithm, HandfastProvider.class.getName(), aliases, null);
            this.maker = maker;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            try {
                return maker.make();
            } catch (GeneralSecurityException e) {
                throw new NoSuchAlgorithmException(getType() + " " + getAlgorithm() + ": " + e.getMessage(), e);
            }
        }
    }
}
