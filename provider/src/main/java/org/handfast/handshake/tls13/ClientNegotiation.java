package org.handfast.handshake.tls13;

import java.util.Optional;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.ClientOffer;
import org.handfast.handshake.extension.PskOffer;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.EarlySecret;
import org.handfast.wire.extension.Cookie;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.PreSharedKey;
import org.handfast.wire.message.ServerHello;

/** What a client makes of the server's choice: keys, or a second hello (RFC 9846 §4.2.3, §4.2.4). */
public final class ClientNegotiation {
    private ClientNegotiation() {}

    /** Takes the first ServerHello or HelloRetryRequest of TLS 1.3. */
    public static State first(ClientOffer offer, Transcript transcript, ServerHello message, Link link) {
        Suite13 suite = ChecksOnServerHello.check(offer, message);
        return message.isHelloRetryRequest()
                ? retry(offer, transcript, suite, message, link)
                : agree(new Choice(offer, transcript, suite, false), message, link);
    }

    /** Agrees on keys with a ServerHello that has passed {@link ChecksOnServerHello}. */
    static State agree(Choice choice, ServerHello message, Link link) {
        KeyShareEntry share =
                message.extensions().require(Extensions.KEY_SHARE_SERVER_HELLO).serverShare();
        KemKey key = choice.offer.key(share.group()).orElseThrow(() -> Reason.GROUP_NOT_OFFERED.with(
                "group", share.group(),
                "offered", choice.offer.keys().stream().map(KemKey::group).toList()));
        choice.transcript.use(choice.suite.hash());
        choice.transcript.add(link.received());
        Optional<PskOffer> psk = selected(choice, message);
        HandshakeFacts facts = facts(choice, share.group()).withEarlyDataVerdict(earlyData(choice, psk));
        link.learned(facts);
        return link.await(
                () -> decapsulate(choice.offer, key, share), secret -> protect(choice, psk, facts, secret, link));
    }

    /**
     * "Clients MUST verify that the server's selected_identity is within the range supplied by the client, that the
     * server selected a cipher suite indicating a Hash associated with the PSK, and that a server "key_share"
     * extension is present if required", RFC 9846 §4.3.11; key_share was looked for before.
     */
    private static Optional<PskOffer> selected(Choice choice, ServerHello message) {
        Optional<PreSharedKey.ServerHello> selected = message.extensions().get(Extensions.PRE_SHARED_KEY_SERVER_HELLO);
        if (selected.isEmpty()) {
            return Optional.empty();
        }
        PskOffer offered = choice.offer.psk().orElseThrow(Reason.PSK_NOT_OFFERED::failure);
        if (selected.get().selectedIdentity() != 0) {
            throw Reason.PSK_NOT_OFFERED.with("selected_identity", selected.get().selectedIdentity());
        }
        if (!offered.suite().hash().name().equals(choice.suite.hash().name())) {
            throw Reason.PSK_NOT_OFFERED.with("suite", choice.suite.suite(), "of the ticket", offered.suite().suite());
        }
        return Optional.of(offered);
    }

    /** The keys are wiped as soon as they were used, whatever came of it. */
    private static Secret decapsulate(ClientOffer offer, KemKey key, KeyShareEntry share) {
        try {
            return key.decapsulate(share.keyExchange().bytes());
        } finally {
            offer.close();
        }
    }

    /**
     * The middlebox record comes "immediately before its second flight", RFC 9846 appendix E.4, and leaves with
     * whatever we protect first, be it an alert.
     */
    private static State protect(
            Choice choice, Optional<PskOffer> psk, HandshakeFacts facts, Secret sharedSecret, Link link) {
        EarlySecret stage = psk.map(offer -> offer.early(choice.suite)).orElseGet(() -> EarlySecret.of(choice.suite));
        HandshakeKeys keys = HandshakeKeys.of(stage, sharedSecret, choice.transcript.hash());
        link.onFailure(keys::close);
        link.readWith(keys.server());
        boolean early = choice.offer.announcesEarlyData();
        if (!choice.retried && !early) {
            link.changeCipherSpec();
        }
        if (psk.isEmpty() || !early) {
            // whether early data is taken is said by EncryptedExtensions; without its PSK it cannot be
            link.sendEarlyData(0);
            link.writeWith(keys.client());
        }
        return new ClientWaitEncryptedExtensions(
                new Progress(choice.offer.terms(), choice.transcript, facts, keys, psk.map(PskOffer::session)),
                choice.offer.hello());
    }

    /** Before EncryptedExtensions may say better. */
    private static EarlyDataVerdict earlyData(Choice choice, Optional<PskOffer> psk) {
        return choice.offer.withheld().orElseGet(() -> {
            if (choice.retried) {
                return EarlyDataVerdict.HELLO_RETRY_REQUEST;
            }
            return psk.isPresent() ? EarlyDataVerdict.PEER_DECLINED : EarlyDataVerdict.SESSION_NOT_RESUMED;
        });
    }

    private static HandshakeFacts facts(Choice choice, NamedGroup group) {
        HandshakeFacts facts = HandshakeFacts.NONE
                .withVersion(ProtocolVersion.TLS13)
                .withSuite(choice.suite.suite())
                .withGroup(group)
                .withHelloRetried(choice.retried)
                .withLocalSchemes(choice.offer.terms().allowed().policy().schemes());
        return choice.offer.terms().serverName().map(facts::withServerName).orElse(facts);
    }

    /**
     * "Clients MUST abort the handshake with an illegal_parameter alert if the HelloRetryRequest would not result
     * in any change in the ClientHello", RFC 9846 §4.2.4.
     */
    private static State retry(
            ClientOffer offer, Transcript transcript, Suite13 suite, ServerHello message, Link link) {
        Optional<Kem> group = message.extensions()
                .get(Extensions.KEY_SHARE_HELLO_RETRY_REQUEST)
                .map(asked -> askedGroup(offer, asked.selectedGroup()));
        Optional<Cookie> cookie = message.extensions().get(Extensions.COOKIE);
        if (group.isEmpty() && cookie.isEmpty()) {
            throw Reason.USELESS_HELLO_RETRY_REQUEST.failure();
        }
        link.flightEnds();
        transcript.retry(suite.hash());
        transcript.add(link.received());
        ClientOffer second = offer.retried(group, cookie, transcript, suite);
        link.onFailure(second::close);
        if (offer.announcesEarlyData()) {
            link.sendEarlyData(0);
            link.writeInTheClear();
        } else {
            link.changeCipherSpec();
        }
        link.send(new Flight(transcript).add(second.hello()));
        return new ClientWaitSecondServerHello(second, transcript, suite, group.map(Kem::group));
    }

    /**
     * "the client MUST verify that (1) the selected_group field corresponds to a group which was provided in the
     * supported_groups extension in the original ClientHello and (2) the selected_group field does not correspond
     * to a group which was provided in the key_share extension", RFC 9846 §4.3.8.
     */
    private static Kem askedGroup(ClientOffer offer, NamedGroup asked) {
        if (offer.key(asked).isPresent()) {
            throw Reason.USELESS_HELLO_RETRY_REQUEST.with("group", asked);
        }
        return offer.terms().allowed().group(asked).orElseThrow(() -> Reason.GROUP_NOT_OFFERED.with(
                "group", asked,
                "offered", offer.terms().allowed().groups().stream().map(Kem::group).toList()));
    }

    /** What the client offered and the server chose of it. */
    record Choice(ClientOffer offer, Transcript transcript, Suite13 suite, boolean retried) {}
}
