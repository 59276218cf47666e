package org.handfast.handshake.tls12;

import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Kem;
import org.handfast.crypto.Suite12;
import org.handfast.failure.Reason;
import org.handfast.handshake.Allowed;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.message.ClientHello;

/** Hello x terms -> suites that can be chosen, then the flight (RFC 5246 §7.4.1). */
public final class ServerNegotiation {
    private ServerNegotiation() {}

    /**
     * Takes the ClientHello of a TLS 1.2 handshake, which is in the transcript already.
     *
     * @throws org.handfast.failure.TlsFailure for a malformed hello or where nothing is shared
     */
    public static State first(Terms terms, Transcript transcript, ClientHello hello, Link link) {
        link.flightEnds();
        ChecksOnClientHello.check(hello);
        boolean fresh = !ServerResumption.isAsked(terms, hello);
        return new ServerFlight(terms, transcript, hello, fresh ? candidates(hello, terms.allowed()) : List.of())
                .begin(link);
    }

    /** What can be chosen, best first; never empty. */
    static List<Candidate> candidates(ClientHello hello, Allowed allowed) {
        List<Suite12> suites = suites(hello, allowed);
        ServerGroups groups = ServerGroups.of(allowed, hello.extensions());
        List<Suite12> agreeing = suites.stream()
                .filter(suite -> suite.transport().isPresent() || groups.group(suite.keyExchange()).isPresent())
                .toList();
        if (agreeing.isEmpty()) {
            boolean onlyFields = suites.stream().allMatch(s -> s.keyExchange() == Suite12.KeyExchange.DHE);
            throw groups.reason(allowed, onlyFields).with(
                    "suites", suites.stream().map(Suite12::suite).toList(),
                    "allowed", allowed.groups().stream().map(Kem::group).toList());
        }
        List<SignatureScheme> peer = SignatureAlgorithmsRule.accept12(hello.extensions());
        List<SignatureScheme> schemes = SignatureAlgorithmsRule.common12(allowed, peer);
        List<Candidate> candidates = agreeing.stream()
                .map(suite -> new Candidate(
                        suite,
                        suite.transport().isPresent() ? Optional.empty() : groups.group(suite.keyExchange()),
                        suite.transport().isPresent()
                                ? TransportKey.schemes(allowed)
                                : SigningKind.fitting(schemes, suite.authentication())))
                .filter(candidate -> !candidate.schemes().isEmpty())
                .toList();
        if (candidates.isEmpty()) {
            throw Reason.NO_COMMON_SIGNATURE_SCHEME.with(
                    "offered", peer, "allowed", SignatureAlgorithmsRule.offered12(allowed));
        }
        return candidates;
    }

    /**
     * Whether a full handshake under this shared suite's kind of key exchange and certificate would choose it, too. A
     * session keeps its suite (RFC 5246 §7.4.1.3), so where both sides have learned a better one since, resuming would
     * hold them to the worse.
     */
    static boolean isBest(CipherSuite shared, ClientHello hello, Allowed allowed) {
        Suite12 kept = allowed.suite12(shared).orElseThrow();
        return suites(hello, allowed).stream()
                .filter(suite -> suite.keyExchange() == kept.keyExchange()
                        && suite.authentication() == kept.authentication())
                .findFirst()
                .filter(best -> best.suite().equals(shared))
                .isPresent();
    }

    /** The shared suites by the server's or the client's order, as the policy says. */
    private static List<Suite12> suites(ClientHello hello, Allowed allowed) {
        List<CipherSuite> offered = hello.cipherSuites().map(CipherSuite::of);
        List<Suite12> shared = allowed.policy().serverOrder()
                ? allowed.suites12().stream().filter(suite -> offered.contains(suite.suite())).toList()
                : offered.stream().flatMap(suite -> allowed.suite12(suite).stream()).toList();
        if (shared.isEmpty()) {
            throw Reason.NO_COMMON_SUITE.with(
                    "offered", offered,
                    "allowed", allowed.suites12().stream().map(Suite12::suite).toList());
        }
        return shared;
    }
}
