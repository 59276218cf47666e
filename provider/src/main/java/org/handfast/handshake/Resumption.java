package org.handfast.handshake;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.handfast.credential.ClientAuthentication;
import org.handfast.crypto.Hash;
import org.handfast.iana.ProtocolVersion;
import org.handfast.session.ClientKey;
import org.handfast.session.ClientSessions;
import org.handfast.session.KeptSession;
import org.handfast.session.ResumptionScope;
import org.handfast.session.ServerSessions;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;

/**
 * How one connection may resume and be resumed. Immutable; thread-safe.
 *
 * @param server server: tickets and cache; empty: nothing is resumed
 * @param client client: its store and the place in it; empty: nothing is resumed
 * @param clock milliseconds of the epoch
 * @param settings lifetimes and counts
 * @param sha256 makes scopes; empty only where neither side resumes
 * @param basis policy and trust, as {@link ResumptionScope#basis} puts them
 */
public record Resumption(
        Optional<ServerSessions> server,
        Optional<Place> client,
        LongSupplier clock,
        Settings settings,
        Optional<Hash> sha256,
        Opaque basis) {
    /** Nothing is resumed and nothing kept. */
    public static final Resumption NONE = new Resumption(
            Optional.empty(), Optional.empty(), () -> 0, Settings.DEFAULT, Optional.empty(), Opaque.EMPTY);

    /** What a server resumes. */
    public static Resumption server(
            ServerSessions sessions, LongSupplier clock, Settings settings, Hash sha256, Opaque basis) {
        return new Resumption(
                Optional.of(sessions), Optional.empty(), clock, settings, Optional.of(sha256), basis);
    }

    /** What a client resumes. */
    public static Resumption client(
            ClientSessions sessions, ClientKey key, LongSupplier clock, Settings settings, Hash sha256, Opaque basis) {
        return new Resumption(
                Optional.empty(), Optional.of(new Place(sessions, key)), clock, settings, Optional.of(sha256), basis);
    }

    /** Milliseconds of the epoch. */
    public long now() {
        return clock.getAsLong();
    }

    /** The scope of this connection; only where something is resumed. */
    public ResumptionScope scope(ProtocolVersion version, ClientAuthentication authentication,
            Optional<String> virtualHost, boolean extendedMainSecret) {
        return ResumptionScope.of(
                sha256.orElseThrow(), basis, authentication, virtualHost, version, extendedMainSecret);
    }

    /**
     * Whether a session may be used by its times: its own lifetime and the age of the peer's authentication
     * (security rule T-2); also not where a certificate of the peer's chain has expired meanwhile.
     */
    public boolean mayUse(Session session) {
        long now = now();
        long limit = session.peerChain().isEmpty() || client.isPresent()
                ? settings.authenticationAge()
                : settings.clientAuthenticationAge();
        return session.isFresh(now)
                && now >= session.authenticatedAt()
                && now - session.authenticatedAt() < limit * 1000L
                && session.peerChain().stream().allMatch(certificate -> certificate.getNotAfter().getTime() > now);
    }

    /** A client's store and where in it this connection belongs. */
    public record Place(ClientSessions sessions, ClientKey key) {
        /** See {@link ClientSessions#take}. */
        public List<KeptSession> take(int most) {
            return sessions.take(key, most);
        }

        /** See {@link ClientSessions#find}. */
        public Optional<KeptSession> find() {
            return sessions.find(key);
        }

        /** See {@link ClientSessions#keep}. */
        public void keep(KeptSession session) {
            sessions.keep(key, session);
        }

        /** See {@link ClientSessions#forget(ClientKey)}. */
        public void forgetAll() {
            sessions.forget(key);
        }

        /** See {@link ClientSessions#forget(ClientKey, Session)}. */
        public void forget(Session session) {
            sessions.forget(key, session);
        }
    }

    /**
     * Lifetimes and counts.
     *
     * @param tickets server: how many tickets of TLS 1.3 follow a handshake, 0 to 16; 0 also: none in TLS 1.2
     * @param lifetime server: seconds a session may be used, 1 to 604800 (RFC 9846 §4.7.1)
     * @param authenticationAge seconds after which the peer is to be authenticated anew
     * @param clientAuthenticationAge the same where a client showed a certificate
     * @param maxEarlyData server: bytes of 0-RTT data that tickets allow; client: most it sends; 0: none
     */
    public record Settings(
            int tickets, int lifetime, int authenticationAge, int clientAuthenticationAge, long maxEarlyData) {
        /** Two tickets of twelve hours; authentication anew each day, with client certificate after eight hours. */
        public static final Settings DEFAULT = new Settings(2, 12 * 3600, 24 * 3600, 8 * 3600, 0);
    }
}
