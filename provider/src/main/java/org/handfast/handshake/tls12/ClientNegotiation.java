package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Suite12;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.AlpnRule;
import org.handfast.handshake.extension.ClientOffer;
import org.handfast.handshake.extension.OfferedSession;
import org.handfast.handshake.extension.RecordSizeLimitRule;
import org.handfast.handshake.extension.ServerNameRule;
import org.handfast.handshake.extension.SessionTicketRule;
import org.handfast.handshake.extension.SignedCertificateTimestampRule;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.message.ServerHello;

/** What a client makes of a server's choice of TLS 1.2 (RFC 5246 §7.4.1.3, §7.4.1.4). */
public final class ClientNegotiation {
    private ClientNegotiation() {}

    /** Takes a ServerHello whose version is TLS 1.2, which was offered. */
    public static State first(ClientOffer offer, Transcript transcript, ServerHello message, Link link) {
        Suite12 suite = ChecksOnServerHello.check(offer, message);
        offer.close(); // the shares were for TLS 1.3
        Terms terms = offer.terms();
        ExtensionBlock extensions = message.extensions();
        HandshakeFacts facts = facts(terms, suite, extensions);
        link.versionChosen(ProtocolVersion.TLS12);
        RecordSizeLimitRule.accept(extensions, terms, RecordSizeLimitRule.LARGEST_12)
                .ifPresent(agreed -> agreed.apply(link));
        // our CertificateVerify, should one be asked for, signs the messages themselves
        transcript.keep();
        transcript.use(suite.hash());
        transcript.add(link.received());
        link.learned(facts);
        boolean stapled = extensions.get(Extensions.STATUS_REQUEST_EMPTY).isPresent();
        Randoms randoms = new Randoms(offer.hello().random(), message.random());
        NextSession next = new NextSession(message.legacySessionIdEcho(), SessionTicketRule.accept(extensions));
        Progress progress = new Progress(terms, transcript, facts, suite, randoms, next);
        return ChecksOnServerHello.resumed(offer, message)
                .map(session -> resume(progress, session, link))
                .orElseGet(() -> new ClientWaitCertificate(progress, stapled));
    }

    /** The server goes straight to its change_cipher_spec (RFC 5246 §7.3, figure 2). */
    private static State resume(Progress progress, OfferedSession resumed, Link link) {
        progress.transcript().forget(); // no CertificateVerify comes
        Progress known = progress.learned(ResumedFacts.of(progress.facts(), resumed.session()), link);
        ConnectionKeys keys = ConnectionKeys.resumed(known, resumed.session());
        link.onFailure(keys::close);
        return known.next().ticket()
                ? new ClientWaitResumedNewSessionTicket(known, keys, resumed)
                : new ClientWaitResumedChangeCipherSpec(known, keys, resumed, Optional.empty());
    }

    private static HandshakeFacts facts(Terms terms, Suite12 suite, ExtensionBlock extensions) {
        ServerNameRule.accept(extensions);
        Optional<String> protocol = AlpnRule.accept(extensions, terms);
        HandshakeFacts facts = HandshakeFacts.NONE
                .withVersion(ProtocolVersion.TLS12)
                .withSuite(suite.suite())
                .withLocalSchemes(terms.allowed().policy().schemes())
                .withApplicationProtocolDecided(true)
                .withExtendedMainSecret(extensions.contains(ExtensionType.EXTENDED_MAIN_SECRET))
                .withSecureRenegotiation(extensions.contains(ExtensionType.RENEGOTIATION_INFO))
                .withTimestamps(SignedCertificateTimestampRule.accept(extensions));
        HandshakeFacts named = terms.serverName().map(facts::withServerName).orElse(facts);
        return protocol.map(named::withApplicationProtocol).orElse(named);
    }
}
