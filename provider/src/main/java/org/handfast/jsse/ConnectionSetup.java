package org.handfast.jsse;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509TrustManager;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.jca.PlatformRandomness;
import org.handfast.engine.EngineOptions;
import org.handfast.engine.TlsContext;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.ClientWishes;
import org.handfast.handshake.Resumption;
import org.handfast.iana.CipherSuite;
import org.handfast.record.ScratchPool;

/**
 * What an engine and a socket share before their first byte: the context's state when they were made, and the
 * settings of their caller. Then it makes the connection. Settings are thread-safe; the role belongs to one
 * thread.
 */
final class ConnectionSetup {
    private static final int SESSION_ID = 32;

    /** Header, content type and tag (RFC 9846 §5.2). */
    private static final int RECORD_OVERHEAD = 5 + 1 + 16;

    /** Its own generator: ids are shown to everybody, keys to nobody. */
    private static final Randomness SESSION_IDS = PlatformRandomness.create().shown();

    private static final PeerVerifier TRUSTS_NOBODY = (peer, facts) -> {
        throw Reason.NO_TRUST_ANCHORS.failure();
    };

    private final ContextTerms terms;
    private final Basis basis;
    private final Optional<TlsFailure> unavailable;
    private Parameters parameters;
    private Role role;
    private Resumption resumption = Resumption.NONE;

    /**
     * A setup for one connection, or for the connections a server socket accepts.
     *
     * @param role the side it starts with
     */
    ConnectionSetup(ContextTerms terms, Role role) {
        Basis now = null;
        TlsFailure failure = null;
        try {
            now = terms.basis();
        } catch (TlsFailure e) {
            failure = e;
        }
        this.terms = terms;
        this.basis = now == null ? Basis.of(StandardContext.get()) : now;
        this.unavailable = Optional.ofNullable(failure);
        this.role = role;
        this.parameters = new Parameters(terms.supported(basis, role));
    }

    private ConnectionSetup(ContextTerms terms, Role role, Parameters parameters) {
        this(terms, role);
        this.parameters = parameters;
    }

    /** The same settings for a new connection, which takes the context's state of now. */
    ConnectionSetup accepted() {
        return new ConnectionSetup(terms, role, parameters.copy());
    }

    /** The caller's settings; live. */
    Parameters parameters() {
        return parameters;
    }

    /** Where a socket borrows its buffers. */
    ScratchPool buffers() {
        return terms.buffers();
    }

    Role role() {
        return role;
    }

    /** Changes the side; versions and suites that still stand at the default of the old side move to the new. */
    void role(Role newRole) {
        if (newRole == role) {
            return;
        }
        Parameters oldDefaults = new Parameters(terms.supported(basis, role));
        Parameters newDefaults = new Parameters(terms.supported(basis, newRole));
        if (parameters.versions().equals(oldDefaults.versions())) {
            parameters.enabledProtocols(newDefaults.enabledProtocols());
        }
        if (parameters.suites().equals(oldDefaults.suites())) {
            parameters.enabledSuites(newDefaults.enabledSuites());
        }
        role = newRole;
    }

    /** Defaults of the context for {@code SSLContext.getDefaultSSLParameters}. */
    SSLParameters defaultParameters() {
        return new Parameters(terms.supported(basis, role)).toJsse();
    }

    /**
     * The connection with the settings of now. Where it cannot begin, because nothing is enabled or the profile has
     * no state, the connection says so at its first call.
     *
     * @param peer who is at the other end, for name and session
     * @param target whom callbacks are told about
     * @param selector server: chooses the application protocol from the client's list; wins over the settings
     */
    TlsEngine connect(Target peer, CallbackTarget target, Optional<Function<List<String>, String>> selector) {
        try {
            if (unavailable.isPresent()) {
                throw unavailable.get();
            }
            TlsContext context = terms.narrowed(basis, role, Narrowing.Wishes.of(parameters));
            resumption = terms.stores(basis)
                    .of(role, basis, context.policy(), parameters, peer, terms.sessions(role));
            if (!parameters.sessionCreation() && resumption == Resumption.NONE) {
                throw noSession();
            }
            TlsEngine engine = TlsEngine.create(context, options(peer, target, selector));
            return parameters.earlyData().length == 0 ? engine : new EarlyFlight(engine, parameters.earlyData());
        } catch (TlsFailure failure) {
            return new RefusedConnection(failure, role);
        }
    }

    /** What becomes of the early data of a connection made by {@link #connect}; null: not made yet. */
    EarlyDataConnection.Status earlyDataStatus(TlsEngine connection) {
        if (connection instanceof EarlyFlight flight) {
            return flight.status();
        }
        return parameters.earlyData().length == 0
                ? EarlyDataConnection.Status.NONE
                : EarlyDataConnection.Status.PENDING;
    }

    /** The session of a connection made by {@link #connect}. */
    HandfastSession session(TlsEngine connection, Target peer) {
        byte[] id = SESSION_IDS.bytes(SESSION_ID);
        return new HandfastSession(
                id,
                connection,
                new HandfastSession.Peer(peer.host(), peer.port(), basis.profile()),
                terms.sessions(role),
                resumption);
    }

    /**
     * The other end as the caller named it; never looked up.
     *
     * @param host null: not named
     * @param port -1: not named
     */
    record Target(String host, int port) {
        String text() {
            return host == null ? "" : port < 0 ? host : host + ":" + port;
        }
    }

    private EngineOptions options(
            Target peer, CallbackTarget target, Optional<Function<List<String>, String>> selector) {
        return new EngineOptions(
                role,
                peer.text(),
                role == Role.CLIENT ? serverName(peer.host()) : Optional.empty(),
                this::verdict,
                parameters.applicationProtocols(),
                selector,
                clientAuthentication(),
                newSessions(Role.SERVER) ? credentials(target) : request -> {
                    throw noSession();
                },
                newSessions(Role.CLIENT) ? verifier(target) : (of, facts) -> {
                    throw noSession();
                },
                largestPayload(),
                wishes(),
                resumption);
    }

    /**
     * Whether full handshakes are allowed. Each of them asks a server for its credential and a client for its
     * judgement, and no resumption does: there they are refused.
     */
    private boolean newSessions(Role side) {
        return role != side || parameters.sessionCreation();
    }

    private static TlsFailure noSession() {
        return Reason.NOTHING_ENABLED.with("lacking", "session to resume, and new ones are disabled");
    }

    /** A client that names the signal repeats itself with a lower version than it could offer (RFC 7507 §4). */
    private ClientWishes wishes() {
        return new ClientWishes(parameters.suites().contains(CipherSuite.TLS_FALLBACK_SCSV),
                ClientWishes.STANDARD.staples(), ClientWishes.STANDARD.timestamps());
    }

    /** SSLParameters counts the whole record and says 0 for "as large as they come". */
    private int largestPayload() {
        int asked = parameters.maximumPacketSize();
        int payload = asked == 0 ? TlsEngine.APPLICATION_SIZE : asked - RECORD_OVERHEAD;
        return Math.max(EngineOptions.LEAST_PAYLOAD, Math.min(payload, TlsEngine.APPLICATION_SIZE));
    }

    private Optional<String> serverName(String host) {
        return parameters.serverNames().map(HostName::in).orElseGet(() -> HostName.toAskFor(host));
    }

    /** Matchers decide where the caller set any; otherwise the profile does. */
    private NameVerdict verdict(Optional<String> name) {
        List<SNIMatcher> matchers = parameters.matchers();
        if (matchers.isEmpty()) {
            return basis.names().apply(name);
        }
        if (name.isEmpty()) {
            return NameVerdict.IGNORE;
        }
        SNIServerName asked = HostName.of(name.get());
        List<SNIMatcher> concerned =
                matchers.stream().filter(m -> m.getType() == asked.getType()).toList();
        if (concerned.isEmpty()) {
            return NameVerdict.IGNORE;
        }
        return concerned.stream().anyMatch(m -> m.matches(asked)) ? NameVerdict.ACCEPT : NameVerdict.REFUSE;
    }

    /** A profile's demand is a floor: containers that always say "none" do not lower it. */
    private ClientAuthentication clientAuthentication() {
        ClientAuthentication asked = parameters.clientAuthentication();
        ClientAuthentication least = basis.clientAuthentication();
        return asked.compareTo(least) > 0 ? asked : least;
    }

    private CredentialSelector credentials(CallbackTarget target) {
        return terms.keyManager()
                .map(manager -> ForeignKeyManager.selector(manager, basis.context().catalog(), target))
                .or(basis::credentials)
                .orElse(CredentialSelector.NONE);
    }

    private PeerVerifier verifier(CallbackTarget target) {
        Optional<PeerVerifier> own = basis.trust().map(manager -> verifier(manager, target));
        Optional<PeerVerifier> callers = terms.trustManager().map(manager -> verifier(manager, target));
        if (own.isPresent() && callers.isPresent()) {
            return new BothVerifiers(own.get(), callers.get());
        }
        return own.or(() -> callers).orElse(TRUSTS_NOBODY);
    }

    private static PeerVerifier verifier(X509TrustManager manager, CallbackTarget target) {
        return new ForeignTrustManager(manager, target);
    }
}
