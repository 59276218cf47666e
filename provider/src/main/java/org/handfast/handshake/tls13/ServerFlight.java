package org.handfast.handshake.tls13;

import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialRequest;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.NameVerdict;
import org.handfast.crypto.Kem;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.AlpnRule;
import org.handfast.handshake.extension.CertificateAuthoritiesRule;
import org.handfast.handshake.extension.ServerNameRule;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.message.ClientHello;

/**
 * The server's first flight, step by step; the steps that ask outside code or compute long are pauses. What is
 * known is published before each of them.
 *
 * @param terms our side
 * @param transcript with all hellos
 * @param hello the last ClientHello
 * @param suite chosen
 * @param kem chosen, with a share in the hello
 * @param psks tickets the client came with; empty: none that could be used
 * @param retried whether a HelloRetryRequest was sent
 */
record ServerFlight(
        Terms terms, Transcript transcript, ClientHello hello, Suite13 suite, Kem kem, Optional<OfferedPsks> psks,
        boolean retried) {
    /** Name and key exchange, then {@link #chooseProtocol}. */
    State begin(Link link) {
        HandshakeFacts facts = firstFacts();
        link.learned(facts);
        byte[] share = ChecksOnClientHello.shares(hello).stream()
                .filter(entry -> entry.group().equals(kem.group()))
                .findFirst()
                .orElseThrow(() -> Reason.INTERNAL_ERROR.with("share", kem.group()))
                .keyExchange()
                .bytes();
        return link.await(
                () -> new Opening(
                        ServerNameRule.answer(facts.serverName(), terms),
                        asksForCertificate() ? terms.verifier().authorities() : List.of(),
                        kem.encapsulate(share, terms.randomness())),
                opening -> {
                    link.onFailure(opening::close);
                    return chooseProtocol(facts, opening, link);
                });
    }

    private HandshakeFacts firstFacts() {
        HandshakeFacts facts = HandshakeFacts.NONE
                .withVersion(ProtocolVersion.TLS13)
                .withSuite(suite.suite())
                .withGroup(kem.group())
                .withHelloRetried(retried)
                .withLocalSchemes(terms.allowed().policy().schemes())
                .withPeerSchemes(SignatureAlgorithmsRule.accept(hello.extensions()))
                .withPeerCertificateSchemes(SignatureAlgorithmsRule.acceptForCertificates(hello.extensions()));
        return ServerNameRule.offered(hello.extensions()).map(facts::withServerName).orElse(facts);
    }

    private State chooseProtocol(HandshakeFacts facts, Opening opening, Link link) {
        List<String> offered = AlpnRule.offered(hello.extensions());
        if (offered.isEmpty() || terms.applicationProtocolSelector().isEmpty()) {
            return resume(decided(facts, AlpnRule.answer(offered, terms)), opening, link);
        }
        return link.await(
                () -> AlpnRule.select(offered, terms.applicationProtocolSelector().get()),
                chosen -> resume(decided(facts, chosen), opening, link));
    }

    /** By a ticket where there is one for this place, otherwise with our certificate. */
    private State resume(HandshakeFacts facts, Opening opening, Link link) {
        Optional<PskChoice> psk = psks.flatMap(offered -> PskChoice.of(offered, terms, suite, facts));
        if (psk.isEmpty()) {
            return chooseCredential(facts.withEarlyDataVerdict(EarlyDataOffer.unresumed(this)), opening, link);
        }
        link.onFailure(psk.get().early()::close);
        EarlyDataOffer early = new EarlyDataOffer(this, psk.get(), facts);
        ServerAnswer answer = new ServerAnswer(this, opening, psk);
        EarlyDataVerdict verdict = early.verdict();
        return verdict == EarlyDataVerdict.ACCEPTED
                ? link.await(early::register, registered ->
                        answer.resumed(facts.withEarlyDataVerdict(registered), psk.get(), link))
                : answer.resumed(facts.withEarlyDataVerdict(verdict), psk.get(), link);
    }

    private static HandshakeFacts decided(HandshakeFacts facts, Optional<String> protocol) {
        HandshakeFacts decided = facts.withApplicationProtocolDecided(true);
        return protocol.map(decided::withApplicationProtocol).orElse(decided);
    }

    private State chooseCredential(HandshakeFacts facts, Opening opening, Link link) {
        link.learned(facts);
        List<SignatureScheme> schemes = SignatureAlgorithmsRule.common(terms.allowed(), facts.peerSchemes());
        if (schemes.isEmpty()) {
            throw Reason.NO_COMMON_SIGNATURE_SCHEME.with(
                    "offered", facts.peerSchemes(), "allowed", facts.localSchemes());
        }
        CredentialRequest request = new CredentialRequest(
                terms.role(),
                schemes,
                facts.peerCertificateSchemes(),
                CertificateAuthoritiesRule.accept(hello.extensions()),
                facts);
        return link.await(
                () -> OwnCertificate.require(terms, request),
                own -> new ServerAnswer(this, opening, Optional.empty())
                        .certified(facts.withLocalScheme(own.algorithm().scheme())
                                .withLocalChain(own.credential().chain()), own, link));
    }

    boolean asksForCertificate() {
        return terms.clientAuthentication() != ClientAuthentication.NONE;
    }

    /**
     * What the first pause gave.
     *
     * @param name whether to acknowledge the server name
     * @param authorities names for certificate_authorities
     * @param exchange our share and the shared secret
     */
    record Opening(NameVerdict name, List<X500Principal> authorities, Kem.Encapsulation exchange)
            implements AutoCloseable {
        /** Wipes the shared secret. Idempotent. */
        @Override
        public void close() {
            exchange.secret().close();
        }

        /** Secrets stay out of text. */
        @Override
        public String toString() {
            return "Opening[" + name + "]";
        }
    }
}
