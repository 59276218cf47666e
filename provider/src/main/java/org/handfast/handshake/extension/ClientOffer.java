package org.handfast.handshake.extension;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Suite13;
import org.handfast.handshake.Allowed;
import org.handfast.handshake.Link;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.EarlySecret;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.Cookie;
import org.handfast.wire.extension.EarlyData;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.message.ClientHello;

/**
 * What a client put on the table, with the keys behind its shares. Immutable but for the keys, which are wiped
 * by {@link #close()}.
 *
 * @param terms our side
 * @param grease reserved values in it, the same in both hellos; empty: none
 * @param keys one for each share, in the order of the groups; none where TLS 1.3 is not offered
 * @param hello as sent last
 * @param psk the ticket in it; empty: none
 * @param session of TLS 1.2 that it offers to resume
 * @param withheld why no early data follows the first hello; empty: some may
 */
public record ClientOffer(
        Terms terms,
        Optional<GreaseValues> grease,
        List<KemKey> keys,
        ClientHello hello,
        Optional<PskOffer> psk,
        Optional<OfferedSession> session,
        Optional<EarlyDataVerdict> withheld) {
    private static final int SESSION_ID_LENGTH = 32;

    /** The first ClientHello, with shares for the policy's groups. */
    public static ClientOffer first(Terms terms) {
        Optional<GreaseValues> grease = GreaseValues.of(terms);
        List<KemKey> keys = terms.allowed().tls13() ? keys(terms) : List.of();
        Optional<OfferedSession> session = OfferedSession.of(terms);
        ExtensionBlock extensions = new ClientExtensions(terms, grease, keys, session, Optional.empty()).first();
        Opaque random = Opaque.of(terms.randomness().shown().bytes(ClientHello.RANDOM_LENGTH));
        ClientHello hello = new ClientHello(
                ProtocolVersion.TLS12, random, sessionId(terms, session), suites(terms, grease, session.isPresent()),
                Opaque.of(new byte[] {0}), extensions);
        Optional<PskOffer> psk = PskOffer.of(terms);
        Optional<EarlyDataVerdict> withheld = withheld(terms, psk, session.isPresent());
        ClientHello announced = withheld.isPresent() ? hello : announcing(hello);
        return new ClientOffer(
                terms, grease, keys, bound(announced, psk, new Transcript(), terms), psk, session, withheld);
    }

    private static Optional<EarlyDataVerdict> withheld(Terms terms, Optional<PskOffer> psk, boolean older) {
        if (terms.resumption().settings().maxEarlyData() == 0) {
            return Optional.of(EarlyDataVerdict.DISABLED);
        }
        if (!terms.allowed().tls13()) {
            return Optional.of(EarlyDataVerdict.PROTOCOL_VERSION);
        }
        return psk.map(offer -> offer.withholdsEarlyData(terms)).orElseGet(() -> Optional.of(
                older ? EarlyDataVerdict.UNSUPPORTED_FOR_SESSION : EarlyDataVerdict.NO_SESSION_OFFERED));
    }

    /** With early_data; a second hello never has it (RFC 9846 §4.2.2). */
    private static ClientHello announcing(ClientHello hello) {
        return new ClientHello(
                hello.legacyVersion(), hello.random(), hello.legacySessionId(), hello.cipherSuites(),
                hello.compressionMethods(), hello.extensions().and(new EarlyData.Indication()));
    }

    /** Whether early data may follow this hello. */
    public boolean announcesEarlyData() {
        return hello.extensions().contains(ExtensionType.EARLY_DATA);
    }

    /**
     * Lets early data follow the first hello, which is all there is in the transcript. The compatibility record comes
     * "immediately after the first ClientHello", RFC 9846 appendix E.4.
     */
    public void openEarlyData(Transcript transcript, Link link) {
        PskOffer offer = psk.orElseThrow();
        link.changeCipherSpec();
        try (EarlySecret early = offer.early(offer.suite())) {
            link.writeWith(early.client(transcript.hashWith(offer.suite().hash(), Opaque.EMPTY).bytes()));
        }
        link.sendEarlyData(offer.earlyData(terms));
    }

    private static ClientHello bound(ClientHello hello, Optional<PskOffer> psk, Transcript before, Terms terms) {
        return psk.map(offer -> offer.bind(hello, before, terms.resumption().now())).orElse(hello);
    }

    /**
     * The second ClientHello: the first with one share for the group asked for, or the same shares where only a
     * cookie was given, and the cookie (RFC 9846 §4.2.2). Binders are made anew, and a ticket of another hash goes.
     *
     * @param transcript with the HelloRetryRequest
     * @param suite of the HelloRetryRequest
     */
    public ClientOffer retried(
            Optional<Kem> group, Optional<Cookie> cookie, Transcript transcript, Suite13 suite) {
        List<KemKey> fresh = keys;
        if (group.isPresent()) {
            close();
            fresh = List.of(group.get().generate(terms.randomness()));
        }
        ClientExtensions extensions = new ClientExtensions(terms, grease, fresh, session, cookie);
        ClientHello again = new ClientHello(
                hello.legacyVersion(), hello.random(), hello.legacySessionId(), hello.cipherSuites(),
                hello.compressionMethods(), group.isPresent() ? extensions.withOneShare() : extensions.first());
        Optional<PskOffer> fitting = psk.filter(offer ->
                offer.suite().hash().name().equals(suite.hash().name()));
        return new ClientOffer(
                terms, grease, fresh, bound(again, fitting, transcript, terms), fitting, session, withheld);
    }

    /** The key behind the share of this group. */
    public Optional<KemKey> key(NamedGroup group) {
        return keys.stream().filter(key -> key.group().equals(group)).findFirst();
    }

    /** The types of all extensions sent, for checks that an answer was asked for. */
    public U16List offered() {
        return hello.extensions().types();
    }

    /** Wipes the keys. Idempotent. */
    public void close() {
        keys.forEach(KemKey::close);
    }

    /** Secret keys stay out of text. */
    @Override
    public String toString() {
        return "ClientOffer[" + hello.extensions() + "]";
    }

    /** The classical half of a hybrid serves as a share of its own: one key generation less (RFC 10024). */
    private static List<KemKey> keys(Terms terms) {
        List<NamedGroup> groups = terms.allowed().groups().stream().map(Kem::group).toList();
        List<Kem> wanted = terms.allowed().keyShares().stream()
                .filter(kem -> groups.contains(kem.group()))
                .sorted(Comparator.comparingInt((Kem kem) -> groups.indexOf(kem.group())))
                .toList();
        List<KemKey> keys = new ArrayList<>(wanted.size());
        for (Kem kem : wanted) {
            keys.add(half(keys, kem.group()).orElseGet(() -> kem.generate(terms.randomness())));
        }
        return List.copyOf(keys);
    }

    private static Optional<KemKey> half(List<KemKey> keys, NamedGroup group) {
        return keys.stream()
                .flatMap(key -> key.classicalHalf().stream())
                .filter(key -> key.group().equals(group))
                .findFirst();
    }

    /**
     * That of the session to be resumed (RFC 5246 §7.4.1.2); with a ticket a fresh one, by whose return the client
     * knows that the ticket was taken (RFC 5077 §3.4). Otherwise there for middleboxes only: "a client not offering a
     * pre-TLS 1.3 session MUST generate a new 32-byte value", RFC 9846 §4.2.2; empty where TLS 1.3 is not offered.
     */
    private static Opaque sessionId(Terms terms, Optional<OfferedSession> session) {
        if (session.filter(offered -> offered.ticket().length() == 0).isPresent()) {
            return session.get().session().id();
        }
        return terms.allowed().tls13() || session.isPresent()
                ? Opaque.of(terms.randomness().shown().bytes(SESSION_ID_LENGTH))
                : Opaque.EMPTY;
    }

    /**
     * The suites of all versions offered, in the policy's order. TLS_FALLBACK_SCSV stands after those that are meant
     * (RFC 7507 §4); it says that a better version could have been offered, so it is left out where none could, and
     * where a session is resumed: "it MUST NOT include TLS_FALLBACK_SCSV", RFC 7507 §4.
     */
    private static U16List suites(Terms terms, Optional<GreaseValues> grease, boolean resuming) {
        Allowed allowed = terms.allowed();
        IntStream usable = allowed.policy().suites().stream()
                .filter(suite -> allowed.suite(suite).isPresent() || allowed.suite12(suite).isPresent())
                .mapToInt(CipherSuite::code);
        IntStream front = grease.stream().mapToInt(GreaseValues::suite);
        IntStream back = terms.wishes().fallback() && !allowed.tls13() && !resuming
                ? IntStream.of(CipherSuite.TLS_FALLBACK_SCSV.code())
                : IntStream.empty();
        return U16List.of(IntStream.concat(front, IntStream.concat(usable, back)).toArray());
    }
}
