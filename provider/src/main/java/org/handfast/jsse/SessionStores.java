package org.handfast.jsse;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.X509TrustManager;
import org.handfast.config.EarlyDataTerms;
import org.handfast.config.ResumptionTerms;
import org.handfast.config.TicketKeyRings;
import org.handfast.config.TicketShare;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Role;
import org.handfast.crypto.Aead;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Suite13;
import org.handfast.crypto.jca.JcaHash;
import org.handfast.handshake.Resumption;
import org.handfast.iana.CipherSuite;
import org.handfast.policy.Policy;
import org.handfast.session.ClientKey;
import org.handfast.session.ClientStore;
import org.handfast.session.ResumptionScope;
import org.handfast.session.ServerStore;
import org.handfast.session.SessionCache;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;

/**
 * What an SSLContext keeps for resumption, of both sides. It lives as long as the context and sees every state of its
 * profile: what may not go from one to the next is held apart by scopes. Thread-safe.
 */
final class SessionStores {
    private static final int NO_PORT = -1;

    private final Hash sha256;
    private final Randomness randomness;
    private final Optional<Aead> aead;
    private final Map<Boolean, ServerStore> servers = new ConcurrentHashMap<>();
    private final SessionCache cache;
    private final Optional<String> judge;
    private final ClientStore client;
    private final SessionSettings settings;

    /**
     * Stores with the primitives of this catalog; without AES-256-GCM a server gives no tickets.
     *
     * @param trust the caller's, who judges for this context alone
     */
    SessionStores(Catalog catalog, Randomness randomness, SessionSettings settings, Optional<X509TrustManager> trust) {
        this.sha256 = JcaHash.sha256();
        this.randomness = randomness;
        this.settings = settings;
        this.aead = aead(catalog);
        this.judge = trust.map(manager -> Opaque.of(randomness.shown().bytes(sha256.length())).latin1());
        this.cache =
                new SessionCache(System::currentTimeMillis, SessionCache.DEFAULT_ENTRIES, SessionCache.DEFAULT_BYTES);
        this.client = new ClientStore(System::currentTimeMillis, SessionCache.DEFAULT_ENTRIES);
    }

    private static Optional<Aead> aead(Catalog catalog) {
        return catalog.suite13(CipherSuite.TLS_AES_256_GCM_SHA384).map(Suite13::aead);
    }

    /**
     * What one connection may resume. A client that has not said whom it talks to resumes nothing, and neither does one
     * with constraints of its own, which may have changed their mind about the chain.
     *
     * @param policy in force for the connection
     * @param view says how long and how much
     */
    Resumption of(Role role, Basis basis, Policy policy, Parameters parameters, ConnectionSetup.Target peer,
            SessionContextView view) {
        ResumptionTerms terms = basis.resuming().terms();
        if (!terms.enabled()) {
            return Resumption.NONE;
        }
        Resumption.Settings now = settings.with(view, terms, earlyData(role, terms, parameters));
        Opaque scope = ResumptionScope.basis(text(policy.toString()), text(trust(role, basis, parameters)));
        if (role == Role.SERVER) {
            return aead.map(a -> server(a, basis)).map(store -> {
                limit(store, view, terms);
                return Resumption.server(store, System::currentTimeMillis, now, sha256, scope);
            }).orElse(Resumption.NONE);
        }
        if (peer.host() == null || peer.port() == NO_PORT || parameters.constraints().isPresent()
                || !settings.clientTickets()) {
            return Resumption.NONE;
        }
        client.limit(view.getSessionCacheSize() == 0 ? Integer.MAX_VALUE : view.getSessionCacheSize());
        return Resumption.client(
                client, key(scope, basis, parameters, peer), System::currentTimeMillis, now, sha256, scope);
    }

    /** Clients that a caller's trust manager has judged are known to no other context of the profile. */
    private String trust(Role role, Basis basis, Parameters parameters) {
        boolean judged = role == Role.SERVER && (basis.clientAuthentication() != ClientAuthentication.NONE
                || parameters.clientAuthentication() != ClientAuthentication.NONE);
        return basis.resuming().trust() + judge.filter(own -> judged).orElse("");
    }

    /** Contexts of one profile have its ticket keys in common, and each its own cache of sessions by id. */
    private ServerStore server(Aead with, Basis basis) {
        boolean cluster = basis.resuming().terms().cluster();
        return servers.computeIfAbsent(cluster, shared -> {
            TicketShare share = basis.profile()
                    .map(shared ? TicketKeyRings::shared : TicketKeyRings::local)
                    .orElseGet(TicketKeyRings::own);
            ServerStore store = new ServerStore(share.ring(), with, sha256, randomness, cache);
            store.replayRegister(share.replays());
            return store;
        });
    }

    /** A client that has none to send does not say it has. */
    private static long earlyData(Role role, ResumptionTerms terms, Parameters parameters) {
        return role == Role.SERVER || parameters.earlyData().length > 0
                ? terms.earlyData().map(EarlyDataTerms::maxBytes).orElse(0)
                : 0;
    }

    /** The profile's present limits; the session context's size narrows them. */
    private void limit(ServerStore store, SessionContextView view, ResumptionTerms terms) {
        int asked = view.getSessionCacheSize();
        store.tickets(settings.serverTickets() && terms.tickets());
        store.cache().limit(asked == 0 ? terms.cacheEntries() : Math.min(asked, terms.cacheEntries()),
                terms.cacheBytes(), terms.cacheLifetime());
    }

    private ClientKey key(Opaque scope, Basis basis, Parameters parameters, ConnectionSetup.Target peer) {
        Writer conditions = new Writer()
                .opaque16(scope)
                .opaque16(text(basis.resuming().identity()))
                .opaque16(text(String.valueOf(parameters.endpointIdentification())))
                .opaque16(text(String.valueOf(parameters.serverNames())));
        return new ClientKey(
                peer.host(), peer.port(), Opaque.of(sha256.digest(conditions.toOpaque().bytes())));
    }

    private static Opaque text(String words) {
        return Opaque.of(words.getBytes(StandardCharsets.UTF_8));
    }
}
