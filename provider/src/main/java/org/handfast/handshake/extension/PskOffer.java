package org.handfast.handshake.extension;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.handshake.Resumption;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.EarlySecret;
import org.handfast.session.KeptSession;
import org.handfast.session.ResumptionScope;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.PreSharedKey;
import org.handfast.wire.extension.PskIdentity;
import org.handfast.wire.message.ClientHello;

/**
 * The ticket a client comes with, taken from its store for good: "Clients SHOULD NOT reuse a ticket for multiple
 * connections", RFC 9846 appendix C.4.
 *
 * @param kept ticket and session
 * @param suite that goes with its PSK
 */
public record PskOffer(KeptSession kept, Suite13 suite) {
    private static final long U32 = 0xFFFFFFFFL;

    /** The newest ticket that may be used here; empty: none. */
    static Optional<PskOffer> of(Terms client) {
        Resumption resumption = client.resumption();
        if (resumption.client().isEmpty() || !client.allowed().tls13()) {
            return Optional.empty();
        }
        ResumptionScope scope = resumption.scope(
                ProtocolVersion.TLS13, ClientAuthentication.NONE, client.serverName(), true);
        List<KeptSession> taken = resumption.client().get().take(1);
        return taken.stream()
                .filter(kept -> kept.session().scope().equals(scope) && resumption.mayUse(kept.session()))
                .findFirst()
                .flatMap(kept -> client.allowed()
                        .suite(kept.session().suite())
                        .map(suite -> new PskOffer(kept, suite)));
    }

    /** The session behind the ticket. */
    public Session session() {
        return kept.session();
    }

    /**
     * The early secret of its PSK; the caller closes it.
     *
     * @param chosen by the server: the hash is that of the ticket's suite, the AEAD may be another (RFC 9846 §4.7.1)
     */
    public EarlySecret early(Suite13 chosen) {
        try (Secret psk = session().secret()) {
            return EarlySecret.of(chosen, psk);
        }
    }

    /**
     * Why no early data may be sent with it; empty: some may. None where we showed a certificate, for early data
     * carries no identity (security rule E-3), and none where the protocol it would be in is not offered again. Where
     * ALPN chose none, none it is: a server that chooses one now passes early data over.
     */
    Optional<EarlyDataVerdict> withholdsEarlyData(Terms client) {
        if (session().maxEarlyData() == 0) {
            return Optional.of(EarlyDataVerdict.UNSUPPORTED_FOR_SESSION);
        }
        if (!session().localChain().isEmpty()) {
            return Optional.of(EarlyDataVerdict.CLIENT_AUTHENTICATION);
        }
        List<String> offered = client.applicationProtocols();
        return session().applicationProtocol().map(offered::contains).orElse(true)
                ? Optional.empty()
                : Optional.of(EarlyDataVerdict.OTHER_PROTOCOL);
    }

    /** How much early data may be sent with it, in bytes, where nothing withholds it. */
    public long earlyData(Terms client) {
        return Math.min(session().maxEarlyData(), client.resumption().settings().maxEarlyData());
    }

    /**
     * The hello with pre_shared_key at its end. The binder is over the hello up to the binders (RFC 9846 §4.3.11.2),
     * so it is written twice.
     *
     * @param before the transcript without this hello
     * @param now milliseconds of the epoch
     */
    ClientHello bind(ClientHello hello, Transcript before, long now) {
        ClientHello unbound = with(hello, Opaque.of(new byte[suite.hash().length()]), now);
        Opaque whole = unbound.encode();
        int binders = binders(Opaque.of(new byte[suite.hash().length()]), now).bindersLength();
        Opaque hash = before.hashWith(suite.hash(), whole.slice(0, whole.length() - binders));
        try (EarlySecret early = early(suite)) {
            return with(hello, Opaque.of(early.resumptionBinder(hash.bytes())), now);
        }
    }

    private ClientHello with(ClientHello hello, Opaque binder, long now) {
        return new ClientHello(
                hello.legacyVersion(), hello.random(), hello.legacySessionId(), hello.cipherSuites(),
                hello.compressionMethods(), hello.extensions().and(binders(binder, now)));
    }

    /** "obfuscated_ticket_age": the age in milliseconds plus ticket_age_add modulo 2^32 (RFC 9846 §4.3.11.1). */
    private PreSharedKey.ClientHello binders(Opaque binder, long now) {
        long age = now - session().createdAt() + session().ticketAgeAdd() & U32;
        return new PreSharedKey.ClientHello(List.of(new PskIdentity(kept.ticket(), age)), List.of(binder));
    }

    /** Secrets and tickets stay out of text. */
    @Override
    public String toString() {
        return "PskOffer[" + session() + "]";
    }
}
