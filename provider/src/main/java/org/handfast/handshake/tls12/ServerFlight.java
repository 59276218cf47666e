package org.handfast.handshake.tls12;

import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialRequest;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.KeyCurve;
import org.handfast.credential.NameVerdict;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.AlpnRule;
import org.handfast.handshake.extension.CertificateAuthoritiesRule;
import org.handfast.handshake.extension.ServerNameRule;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.session.Session;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.message.ClientHello;

/**
 * The server's first flight, step by step; the steps that ask outside code or compute long are pauses. What is
 * known is published before each of them.
 *
 * @param terms our side
 * @param transcript with the ClientHello
 * @param hello the ClientHello
 * @param candidates suites that can be chosen, best first; empty: not looked for yet, a session may be resumed
 */
record ServerFlight(Terms terms, Transcript transcript, ClientHello hello, List<Candidate> candidates) {
    /** The name, then {@link #chooseProtocol}. */
    State begin(Link link) {
        HandshakeFacts facts = firstFacts();
        link.learned(facts);
        return link.await(() -> opening(facts), opening -> chooseProtocol(facts, opening, link));
    }

    private Opening opening(HandshakeFacts facts) {
        NameVerdict name = ServerNameRule.answer(facts.serverName(), terms);
        return new Opening(
                name,
                asksForCertificate() ? terms.verifier().authorities() : List.of(),
                ServerResumption.find(terms, hello, facts));
    }

    private HandshakeFacts firstFacts() {
        HandshakeFacts facts = HandshakeFacts.NONE
                .withVersion(ProtocolVersion.TLS12)
                .withExtendedMainSecret(hello.extensions().contains(ExtensionType.EXTENDED_MAIN_SECRET))
                .withSecureRenegotiation(ChecksOnClientHello.knowsRenegotiationInfo(hello))
                .withLocalSchemes(SignatureAlgorithmsRule.offered12(terms.allowed()))
                .withPeerSchemes(SignatureAlgorithmsRule.accept12(hello.extensions()))
                .withPeerCertificateSchemes(SignatureAlgorithmsRule.acceptForCertificates12(hello.extensions()));
        return ServerNameRule.offered(hello.extensions()).map(facts::withServerName).orElse(facts);
    }

    private State chooseProtocol(HandshakeFacts facts, Opening opening, Link link) {
        List<String> offered = AlpnRule.offered(hello.extensions());
        if (offered.isEmpty() || terms.applicationProtocolSelector().isEmpty()) {
            return resumeOrAgree(decided(facts, AlpnRule.answer(offered, terms)), opening, link);
        }
        return link.await(
                () -> AlpnRule.select(offered, terms.applicationProtocolSelector().get()),
                chosen -> resumeOrAgree(decided(facts, chosen), opening, link));
    }

    private static HandshakeFacts decided(HandshakeFacts facts, Optional<String> protocol) {
        HandshakeFacts decided = facts.withApplicationProtocolDecided(true);
        return protocol.map(decided::withApplicationProtocol).orElse(decided);
    }

    /** A name, an application protocol and record sizes belong to the connection; the rest comes with the session. */
    private State resumeOrAgree(HandshakeFacts facts, Opening opening, Link link) {
        if (opening.session().isPresent()) {
            return new ServerResumedAnswer(this, opening.session().get()).answer(facts, link);
        }
        List<Candidate> usable =
                candidates.isEmpty() ? ServerNegotiation.candidates(hello, terms.allowed()) : candidates;
        return new ServerFlight(terms, transcript, hello, usable).chooseSuite(facts, opening, link);
    }

    /** The best suite may need a credential there is none of, so it may change once more after this is published. */
    private State chooseSuite(HandshakeFacts facts, Opening opening, Link link) {
        HandshakeFacts likely = with(facts, candidates.get(0));
        link.learned(likely);
        return link.await(() -> choice(facts), choice -> {
            link.onFailure(choice.half()::close);
            HandshakeFacts decided = with(facts, choice.candidate())
                    .withLocalChain(choice.own().credential().chain());
            boolean signs = choice.candidate().kem().isPresent();
            return new ServerAnswer(this, opening, choice)
                    .answer(signs ? decided.withLocalScheme(choice.own().algorithm().scheme()) : decided, link);
        });
    }

    private static HandshakeFacts with(HandshakeFacts facts, Candidate candidate) {
        HandshakeFacts known = facts.withSuite(candidate.suite().suite());
        return candidate.kem().map(kem -> known.withGroup(kem.group())).orElse(known);
    }

    /** The first suite with a credential, each kind of credential asked for once; then our half of its exchange. */
    private Choice choice(HandshakeFacts facts) {
        Set<String> asked = new LinkedHashSet<>();
        for (Candidate candidate : candidates) {
            if (asked.add(candidate.kind())) {
                Optional<OwnCertificate> own = OwnCertificate.select(terms, request(candidate, facts))
                        .filter(found -> fits(candidate, found.credential().chain().get(0)));
                if (own.isPresent()) {
                    return new Choice(candidate, own.get(), half(candidate, own.get()));
                }
            }
        }
        throw Reason.NO_CREDENTIAL.with("name", facts.serverName().orElse("none"), "kinds", asked);
    }

    private boolean fits(Candidate candidate, X509Certificate leaf) {
        return candidate.kem().isPresent()
                ? KeyCurve.isAmong(groupsOfClient(), leaf.getPublicKey())
                : TransportKey.fits(leaf);
    }

    private ServerHalf half(Candidate candidate, OwnCertificate own) {
        return candidate.kem()
                .<ServerHalf>map(kem -> new ServerHalf.Ephemeral(kem.generate(terms.randomness())))
                .orElseGet(() -> new ServerHalf.Transported(
                        candidate.suite().transport().orElseThrow(), own.credential(),
                        hello.legacyVersion().code(), terms.randomness()));
    }

    private CredentialRequest request(Candidate candidate, HandshakeFacts facts) {
        return new CredentialRequest(
                terms.role(),
                candidate.schemes(),
                facts.peerCertificateSchemes(),
                CertificateAuthoritiesRule.accept(hello.extensions()),
                Optional.of(groupsOfClient()),
                with(facts, candidate));
    }

    /** Groups the client knows: its choice of curves counts for keys, too. */
    private List<NamedGroup> groupsOfClient() {
        return hello.extensions()
                .get(Extensions.SUPPORTED_GROUPS)
                .map(groups -> groups.groups().<NamedGroup>map(NamedGroup::of))
                .orElseGet(NamedGroup::known);
    }

    boolean asksForCertificate() {
        return terms.clientAuthentication() != ClientAuthentication.NONE;
    }

    /**
     * What the first pause gave.
     *
     * @param name whether to acknowledge the server name
     * @param authorities names for a CertificateRequest
     * @param session to be resumed
     */
    record Opening(NameVerdict name, List<X500Principal> authorities, Optional<Session> session) {}

    /**
     * What is chosen.
     *
     * @param candidate suite and group
     * @param own our certificate, which goes with the suite
     * @param half our half of the key exchange
     */
    record Choice(Candidate candidate, OwnCertificate own, ServerHalf half) {
        /** Secrets stay out of text. */
        @Override
        public String toString() {
            return "Choice[" + candidate + "]";
        }
    }
}
