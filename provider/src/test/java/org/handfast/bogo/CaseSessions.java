package org.handfast.bogo;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.handshake.Resumption;
import org.handfast.iana.CipherSuite;
import org.handfast.session.ClientKey;
import org.handfast.session.ClientSessions;
import org.handfast.session.ClientStore;
import org.handfast.session.KeptSession;
import org.handfast.session.LocalReplayRegister;
import org.handfast.session.ReplayRegister;
import org.handfast.session.ServerSessions;
import org.handfast.session.ServerStore;
import org.handfast.session.Session;
import org.handfast.session.SessionCache;
import org.handfast.session.TicketKeys;
import org.handfast.wire.Opaque;

/**
 * What the connections of one run have in common: tickets, cache, store and a clock that stands still but for
 * {@code -resumption-delay}.
 */
final class CaseSessions {
    private static final ClientKey RUNNER = new ClientKey("runner", 0, Opaque.EMPTY);

    /** The runner presumes one context for all connections, whatever their flags. */
    private static final Opaque BASIS = Opaque.latin1("runner");

    private static final int MOST = 100;

    /** Bytes that our tickets allow, as many as the runner presumes. */
    private static final int EARLY_DATA = 14336;

    private final Hash sha256;
    private final ServerStore issued;
    private final ClientStore kept;
    private long now = 1_700_000_000_000L;

    CaseSessions(Catalog catalog, Randomness randomness) {
        this.sha256 = catalog.suite13(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow().hash();
        this.issued = new ServerStore(
                new TicketKeys(randomness, this::now),
                catalog.suite13(CipherSuite.TLS_AES_256_GCM_SHA384).orElseThrow().aead(),
                sha256,
                randomness,
                new SessionCache(this::now, MOST, 1 << 24));
        issued.replayRegister(LocalReplayRegister.withKeys(this::now, MOST));
        this.kept = new ClientStore(this::now, MOST);
    }

    /** Milliseconds of the epoch. */
    long now() {
        return now;
    }

    void advance(int seconds) {
        now += 1000L * seconds;
    }

    /** Whether a client has anything to resume. */
    boolean isEmpty() {
        return kept.sessions().isEmpty();
    }

    /** What one connection may do, and what it did. */
    Ledger ledger(Settings settings) {
        issued.tickets(!settings.has("-no-ticket"));
        return new Ledger(settings);
    }

    /** The view that one connection has of the stores: counts what is kept. */
    final class Ledger {
        private final Settings settings;
        private int count;
        private boolean earlyData;

        private Ledger(Settings settings) {
            this.settings = settings;
        }

        Resumption resumption() {
            Resumption.Settings standard = Resumption.Settings.DEFAULT;
            Resumption.Settings wanted = new Resumption.Settings(
                    settings.has("-no-ticket") ? 0 : standard.tickets(), standard.lifetime(),
                    standard.authenticationAge(), standard.clientAuthenticationAge(),
                    !settings.has("-enable-early-data") ? 0
                            : settings.role() == Role.SERVER ? EARLY_DATA : Integer.MAX_VALUE);
            return settings.role() == Role.SERVER
                    ? Resumption.server(new Issued(), CaseSessions.this::now, wanted, sha256, BASIS)
                    : Resumption.client(new Kept(), RUNNER, CaseSessions.this::now, wanted, sha256, BASIS);
        }

        /** Sessions kept: by a client, or by a server under their ids. */
        int count() {
            return count;
        }

        /** Whether the session kept last allows early data. */
        boolean allowsEarlyData() {
            return earlyData;
        }

        private final class Kept implements ClientSessions {
            @Override
            public List<KeptSession> take(ClientKey key, int most) {
                return kept.take(key, most);
            }

            @Override
            public Optional<KeptSession> find(ClientKey key) {
                return kept.find(key);
            }

            @Override
            public void keep(ClientKey key, KeptSession session) {
                count++;
                earlyData = session.session().maxEarlyData() > 0;
                kept.keep(key, session);
            }

            @Override
            public void forget(ClientKey key, Session session) {
                kept.forget(key, session);
            }

            @Override
            public void forget(ClientKey key) {
                kept.forget(key);
            }
        }

        private final class Issued implements ServerSessions {
            @Override
            public Optional<Opaque> seal(Session session) {
                return settings.has("-skip-ticket") ? Optional.empty() : issued.seal(session);
            }

            @Override
            public Optional<Session> open(Opaque ticket) {
                return issued.open(ticket);
            }

            @Override
            public boolean isStale(Opaque ticket) {
                return settings.has("-renew-ticket") || issued.isStale(ticket);
            }

            @Override
            public ReplayRegister replayRegister() {
                return issued.replayRegister();
            }

            @Override
            public Optional<Session> find(Opaque id) {
                return issued.find(id);
            }

            @Override
            public void keep(Session session) {
                count++;
                issued.keep(session);
            }

            @Override
            public void forget(Opaque id) {
                issued.forget(id);
            }
        }
    }
}
