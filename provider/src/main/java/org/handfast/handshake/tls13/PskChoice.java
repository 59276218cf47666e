package org.handfast.handshake.tls13;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.jca.ConstantTime;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.handshake.Resumption;
import org.handfast.handshake.Terms;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.EarlySecret;
import org.handfast.session.ResumptionScope;
import org.handfast.session.Session;
import org.handfast.wire.extension.PreSharedKey;
import org.handfast.wire.extension.PskIdentity;

/**
 * The session a server resumes.
 *
 * @param session opened from a ticket, in scope, with a right binder
 * @param index of its identity in the hello
 * @param early the early secret of its PSK; wiped by the key schedule
 */
record PskChoice(Session session, int index, EarlySecret early) {
    /** Most tickets we try to open in one hello; a client rarely has reason to send two. */
    private static final int MOST_TRIED = 4;

    /**
     * The first session that may be resumed here; empty: a full handshake. Nothing of it is used before its binder was
     * checked (security rule T-5): "Prior to accepting PSK key establishment, the server MUST validate the
     * corresponding binder value", RFC 9846 §4.3.11.
     *
     * @throws org.handfast.failure.TlsFailure BAD_BINDER
     */
    static Optional<PskChoice> of(OfferedPsks offered, Terms terms, Suite13 suite, HandshakeFacts facts) {
        ResumptionScope scope = terms.resumption().scope(
                ProtocolVersion.TLS13, terms.clientAuthentication(), facts.serverName(), true);
        List<PskIdentity> identities = offered.psks().identities();
        for (int i = 0; i < Math.min(identities.size(), MOST_TRIED); i++) {
            Optional<Session> session = terms.resumption().server().orElseThrow()
                    .open(identities.get(i).identity())
                    .filter(opened -> mayResume(opened, terms, suite, scope));
            if (session.isPresent()) {
                return Optional.of(bound(offered, i, session.get(), suite));
            }
        }
        return Optional.empty();
    }

    /** Whether a ticket among these is ours and goes with the suite: a client has no reason to take it back. */
    static boolean anyFits(PreSharedKey.ClientHello offered, Terms terms, Suite13 suite) {
        return terms.resumption().server().stream()
                .flatMap(sessions -> offered.identities().stream()
                        .limit(MOST_TRIED)
                        .flatMap(identity -> sessions.open(identity.identity()).stream()))
                .filter(session -> session.version().equals(ProtocolVersion.TLS13))
                .flatMap(session -> terms.allowed().suite(session.suite()).stream())
                .anyMatch(before -> before.hash().name().equals(suite.hash().name()));
    }

    /** "the server MUST ensure that it selects a compatible PSK (if any) and cipher suite", RFC 9846 §4.3.11. */
    private static boolean mayResume(Session session, Terms terms, Suite13 suite, ResumptionScope scope) {
        Resumption resumption = terms.resumption();
        return session.version().equals(ProtocolVersion.TLS13)
                && session.scope().equals(scope)
                && terms.allowed().suite(session.suite())
                        .filter(before -> before.hash().name().equals(suite.hash().name()))
                        .isPresent()
                && resumption.mayUse(session);
    }

    private static PskChoice bound(OfferedPsks offered, int index, Session session, Suite13 suite) {
        EarlySecret early;
        try (Secret psk = session.secret()) {
            early = EarlySecret.of(suite, psk);
        }
        byte[] expected = early.resumptionBinder(offered.binderHash().bytes());
        if (!ConstantTime.equal(expected, offered.psks().binders().get(index).bytes())) {
            early.close();
            throw Reason.BAD_BINDER.with("identity", index);
        }
        return new PskChoice(session, index, early);
    }

    /** Secrets stay out of text. */
    @Override
    public String toString() {
        return "PskChoice[" + session + ", index " + index + "]";
    }
}
