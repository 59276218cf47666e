package org.handfast.jsse;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.handfast.credential.Role;
import org.handfast.engine.TlsContext;
import org.handfast.iana.ProtocolVersion;
import org.handfast.record.ScratchPool;

/**
 * What an initialized SSLContext stands for: where policy and identities come from, the caller's managers, the
 * JDK's settings, and the sessions. Thread-safe.
 */
final class ContextTerms {
    private static final int MOST_CONTEXTS = 64;

    private final Supplier<Basis> source;
    private final Optional<X509KeyManager> keyManager;
    private final Optional<X509TrustManager> trustManager;
    private final JdkSettings settings;
    private final ProtocolVersion newest;
    private final SessionContextView clientSessions;
    private final SessionContextView serverSessions;
    private final SessionSettings sessionSettings = SessionSettings.current();
    private final ScratchPool buffers = new ScratchPool();
    private final Map<Key, TlsContext> narrowed = new ConcurrentHashMap<>();
    private volatile SessionStores stores;

    /**
     * New terms with their own sessions.
     *
     * @param source asked for each new connection; throws TlsFailure when a profile has no state
     * @param keyManager the caller's; asked on every handshake; empty: the profile's identities, if any
     * @param trustManager the caller's; asked on every handshake, after the profile's trust, if any
     * @param newest the newest version clients enable at first
     */
    ContextTerms(
            Supplier<Basis> source,
            Optional<X509KeyManager> keyManager,
            Optional<X509TrustManager> trustManager,
            JdkSettings settings,
            ProtocolVersion newest) {
        this.source = source;
        this.keyManager = keyManager;
        this.trustManager = trustManager;
        this.settings = settings;
        this.newest = newest;
        this.clientSessions = new SessionContextView();
        this.serverSessions = new SessionContextView();
    }

    /**
     * The present state.
     *
     * @throws org.handfast.failure.TlsFailure PROFILE_UNAVAILABLE
     */
    Basis basis() {
        return source.get();
    }

    Optional<X509KeyManager> keyManager() {
        return keyManager;
    }

    Optional<X509TrustManager> trustManager() {
        return trustManager;
    }

    /** Arrays its sockets borrow while bytes are on the way. */
    ScratchPool buffers() {
        return buffers;
    }

    SessionContextView sessions(Role role) {
        return role == Role.CLIENT ? clientSessions : serverSessions;
    }

    /** What is kept for resumption; made with the first connection. */
    SessionStores stores(Basis basis) {
        SessionStores made = stores;
        if (made == null) {
            synchronized (narrowed) {
                made = stores;
                if (made == null) {
                    TlsContext context = basis.context();
                    made = new SessionStores(context.catalog(), context.randomness(), sessionSettings, trustManager);
                    stores = made;
                }
            }
        }
        return made;
    }

    /** What connections of this side can enable and where they start. */
    Parameters.Supported supported(Basis basis, Role role) {
        Narrowing narrowing = new Narrowing(settings, role);
        var policy = basis.context().policy();
        return new Parameters.Supported(
                narrowing.supportedVersions(policy),
                narrowing.supportedSuites(policy),
                narrowing.defaultVersions(policy).stream()
                        .filter(version -> role == Role.SERVER || version.code() <= newest.code())
                        .toList(),
                narrowing.defaultSuites(policy),
                policy.serverOrder(),
                basis.applicationProtocols(),
                basis.clientAuthentication());
    }

    /**
     * The engine's context for these wishes. Made once per state of the context and set of wishes; a caller's
     * constraints may change their mind, so with them it is made anew.
     *
     * @throws org.handfast.failure.TlsFailure NOTHING_ENABLED
     */
    TlsContext narrowed(Basis basis, Role role, Narrowing.Wishes asked) {
        Narrowing.Wishes wishes = basis.profile().isPresent() ? asked.orderedBy(basis.context().policy()) : asked;
        if (wishes.constraints().isPresent()) {
            return narrow(basis.context(), role, wishes);
        }
        if (narrowed.size() > MOST_CONTEXTS) {
            narrowed.clear();
        }
        return narrowed.computeIfAbsent(
                new Key(basis.context(), role, wishes), key -> narrow(key.context(), role, wishes));
    }

    private TlsContext narrow(TlsContext context, Role role, Narrowing.Wishes wishes) {
        return new TlsContext(
                new Narrowing(settings, role).apply(context.policy(), wishes),
                context.catalog(),
                context.randomness(),
                context.nanoTime(),
                context.observer(),
                context.limits());
    }

    /** Compared by identity of the context: a new snapshot is a new key. */
    private record Key(TlsContext context, Role role, Narrowing.Wishes wishes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.context == context
                    && key.role == role
                    && key.wishes.equals(wishes);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(context) * 31 + wishes.hashCode() + role.hashCode();
        }
    }
}
