package org.handfast.jsse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.handfast.config.EarlyDataTerms;
import org.handfast.config.ResumptionTerms;
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
import org.handfast.session.LocalReplayRegister;
import org.handfast.session.ResumptionScope;
import org.handfast.session.ServerStore;
import org.handfast.session.SessionCache;
import org.handfast.session.TicketKeys;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;

/**
 * What an SSLContext keeps for resumption, of both sides. It lives as long as the context and sees every state of its
 * profile: what may not go from one to the next is held apart by scopes. Thread-safe.
 */
final class SessionStores {
    private static final int NO_PORT = -1;

    /** Early data that is taken within one recording window: some hundreds a second. */
    private static final int MOST_REPLAY_RECORDS = 50_000;
    private static final System.Logger LOG = System.getLogger("org.handfast.session");

    private final Hash sha256;
    private final Optional<ServerStore> server;
    private final ClientStore client;
    private final SessionSettings settings;

    /** Stores with the primitives of this catalog; without AES-256-GCM a server gives no tickets. */
    SessionStores(Catalog catalog, Randomness randomness, SessionSettings settings) {
        this.sha256 = JcaHash.sha256();
        this.settings = settings;
        TicketKeys keys = new TicketKeys(randomness, System::currentTimeMillis);
        keys.audit(change -> LOG.log(System.Logger.Level.INFO, "Ticket keys {0}", change));
        SessionCache cache =
                new SessionCache(System::currentTimeMillis, SessionCache.DEFAULT_ENTRIES, SessionCache.DEFAULT_BYTES);
        this.server = aead(catalog).map(aead -> new ServerStore(keys, aead, sha256, randomness, cache));
        this.server.ifPresent(store -> {
            store.tickets(settings.serverTickets());
            // the ticket keys are as new as the register: no run before this one took any of their tickets
            store.replayRegister(LocalReplayRegister.withKeys(System::currentTimeMillis, MOST_REPLAY_RECORDS));
        });
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
        Opaque scope = ResumptionScope.basis(text(policy.toString()), text(basis.resuming().trust()));
        if (role == Role.SERVER) {
            return server.map(store -> {
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
