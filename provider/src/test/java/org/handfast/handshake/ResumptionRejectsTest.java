package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.PskKeyExchangeMode;
import org.handfast.policy.Policy;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;
import org.handfast.session.KeptSession;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.ExtendedMainSecret;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.PreSharedKey;
import org.handfast.wire.extension.PskKeyExchangeModes;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.NewSessionTicket;
import org.handfast.wire.message.ServerHello;
import org.junit.jupiter.api.Test;

/** What each side refuses, and what it falls back from, when a session is resumed. */
class ResumptionRejectsTest {
    private final Resuming resuming = new Resuming();
    private boolean older;
    private boolean extendedRequired = true;

    /** RFC 9846 §4.3.11. */
    @Test
    void aSelectedIdentityBeyondTheOfferIsRefused() {
        assertThat(fromServer(hello -> Rewrite.extensions(hello,
                        Rewrite.with(hello.extensions(), new PreSharedKey.ServerHello(1)))))
                .isEqualTo(Reason.PSK_NOT_OFFERED);
    }

    /** RFC 9846 §4.3.11. */
    @Test
    void aSuiteOfAnotherHashIsRefused() {
        assertThat(fromServer(hello -> new ServerHello(hello.legacyVersion(), hello.random(),
                        hello.legacySessionIdEcho(), CipherSuite.TLS_AES_256_GCM_SHA384,
                        hello.legacyCompressionMethod(), hello.extensions())))
                .isEqualTo(Reason.PSK_NOT_OFFERED);
    }

    /** RFC 9846 §4.3.9: psk_ke was not offered, so a key share must come. */
    @Test
    void aPskWithoutKeyShareIsRefused() {
        assertThat(fromServer(hello -> Rewrite.extensions(hello,
                        Rewrite.without(hello.extensions(), ExtensionType.KEY_SHARE))))
                .isEqualTo(Reason.MISSING_EXTENSION);
    }

    /** RFC 9846 §4.3.9: a server keeps to the modes of the client. */
    @Test
    void aClientOfOtherModesIsNotResumedAndGivenNoTickets() {
        first();
        Handshake second = begin();
        second.server.deliver(Rewrite.message(second.client.out.remove().message(), ClientHello.class, hello ->
                Rewrite.extensions(hello, Rewrite.with(
                        hello.extensions(), new PskKeyExchangeModes(Opaque.of(new byte[] {
                            (byte) PskKeyExchangeMode.PSK_KE.code()}))))));
        ServerHello answer = (ServerHello) Rewrite.decode(second.server.out.remove().message());
        assertThat(answer.extensions().get(Extensions.PRE_SHARED_KEY_SERVER_HELLO)).isEmpty();
        assertThat(second.server.events).contains("send certificate");
    }

    /** RFC 9846 §4.2.2: only a ticket that does not go with the server's suite may be taken back. */
    @Test
    void aFittingTicketStaysInTheSecondHello() {
        first();
        Peers.Side asking = client();
        asking.policy = Peers.policy(Peers.TIERS, List.of(NamedGroup.X25519), false);
        Handshake second = new Handshake(resuming.client(asking), resuming.server(server()));
        second.server.deliver(second.client.out.remove());
        second.client.deliver(second.server.out.remove());
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> second.server.deliver(
                Rewrite.message(second.client.out.remove().message(), ClientHello.class, hello ->
                        Rewrite.extensions(hello, Rewrite.without(
                                hello.extensions(), ExtensionType.PRE_SHARED_KEY)))));
        assertThat(failure.reason()).isEqualTo(Reason.MISSING_EXTENSION);
    }

    /** RFC 9846 §4.7.1: each ticket has a nonce and an age_add of its own; seven days at most. */
    @Test
    void ticketsDifferAndLiveSevenDaysAtMost() {
        Handshake handshake = new Handshake(resuming.client(client()), resuming.server(server()));
        List<NewSessionTicket> tickets = new ArrayList<>();
        while (!handshake.client.out.isEmpty() || !handshake.server.out.isEmpty()) {
            boolean fromServer = !handshake.server.out.isEmpty();
            LoopLink.Sent next = (fromServer ? handshake.server : handshake.client).out.remove();
            if (next.message().at(0) == 4) {
                tickets.add((NewSessionTicket) Rewrite.decode(next.message()));
            }
            (fromServer ? handshake.client : handshake.server).deliver(next);
        }
        assertThat(tickets).hasSize(2);
        assertThat(tickets.get(0).ticketNonce()).isNotEqualTo(tickets.get(1).ticketNonce());
        assertThat(tickets.get(0).ticketAgeAdd()).isNotEqualTo(tickets.get(1).ticketAgeAdd());
        assertThat(tickets.get(0).ticketLifetime()).isBetween(1L, 604_800L);
    }

    /** RFC 5246 §7.4.1.3. */
    @Test
    void aResumedSessionKeepsItsSuite() {
        older = true;
        assertThat(fromServer(hello -> new ServerHello(hello.legacyVersion(), hello.random(),
                        hello.legacySessionIdEcho(), CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                        hello.legacyCompressionMethod(), hello.extensions())))
                .isEqualTo(Reason.SESSION_CHANGED);
    }

    /** RFC 7627 §5.3: the client's side, with and without a policy that needs the extension. */
    @Test
    void aServerThatForgetsTheExtendedMainSecretIsRefused() {
        older = true;
        assertThat(fromServer(ResumptionRejectsTest::withoutExtended)).isEqualTo(Reason.EXTENDED_MAIN_SECRET_MISSING);
        extendedRequired = false;
        assertThat(fromServer(ResumptionRejectsTest::withoutExtended)).isEqualTo(Reason.EXTENDED_MAIN_SECRET_CHANGED);
    }

    /** RFC 7627 §5.3: the server's side, whatever its policy says of new sessions. */
    @Test
    void aClientThatForgetsTheExtendedMainSecretIsRefused() {
        older = true;
        for (boolean required : new boolean[] {true, false}) {
            extendedRequired = required;
            first();
            Handshake second = begin();
            TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> second.server.deliver(
                    Rewrite.message(second.client.out.remove().message(), ClientHello.class, hello ->
                            Rewrite.extensions(hello, Rewrite.without(
                                    hello.extensions(), ExtensionType.EXTENDED_MAIN_SECRET)))));
            assertThat(failure.reason()).isEqualTo(Reason.EXTENDED_MAIN_SECRET_MISSING);
        }
    }

    /** RFC 7627 §5.4: what is bound to nothing is not kept, and not offered where it was. */
    @Test
    void withoutExtendedMainSecretNothingIsKeptOrOffered() {
        older = true;
        extendedRequired = false;
        Handshake old = begin();
        old.server.deliver(Rewrite.message(old.client.out.remove().message(), ClientHello.class, hello ->
                Rewrite.extensions(hello, Rewrite.without(
                        hello.extensions(), ExtensionType.EXTENDED_MAIN_SECRET))));
        ServerHello answer = (ServerHello) Rewrite.decode(old.server.out.remove().message());
        assertThat(answer.legacySessionIdEcho().length()).isZero();
        assertThat(answer.extensions().contains(ExtensionType.SESSION_TICKET)).isFalse();

        first();
        assertThat(ticket(begin())).isPositive();
        Session good = resuming.kept.find(Resuming.HERE).orElseThrow().session();
        Opaque ticket = resuming.kept.find(Resuming.HERE).orElseThrow().ticket();
        try (Secret secret = good.secret()) {
            resuming.kept.keep(Resuming.HERE, new KeptSession(new Session(good.version(), good.suite(), secret,
                    good.createdAt(), good.authenticatedAt(), good.lifetime(), good.serverName(),
                    good.applicationProtocol(), false, good.group(), good.localScheme(), good.peerScheme(),
                    good.scope(), good.peerChain(), good.localChain(), good.staples(), good.timestamps(), good.id(),
                    0, 0), ticket));
        }
        assertThat(ticket(begin())).isZero();
    }

    /** Bytes of the ticket in the hello. */
    private static int ticket(Handshake handshake) {
        ClientHello hello = (ClientHello) Rewrite.decode(handshake.client.out.element().message());
        return hello.extensions().get(Extensions.SESSION_TICKET).orElseThrow().ticket().length();
    }

    /** RFC 5246 §7.2.2. */
    @Test
    void aSessionThatFailedInAHandshakeIsNotOfferedAgain() {
        older = true;
        assertThat(fromServer(ResumptionRejectsTest::withoutExtended)).isEqualTo(Reason.EXTENDED_MAIN_SECRET_MISSING);
        assertThat(resuming.kept.find(Resuming.HERE)).isPresent();
        first();
        Handshake second = begin();
        second.client.wipes.forEach(Runnable::run);
        assertThat(resuming.kept.find(Resuming.HERE)).isEmpty();
    }

    /** RFC 7507 §4. */
    @Test
    void theFallbackSignalIsLeftOutWhenResuming() {
        older = true;
        Peers.Side client = client();
        client.wishes = new ClientWishes(true, true, true);
        Handshake first = new Handshake(resuming.client(client), resuming.server(server()));
        assertThat(offered(first)).contains(CipherSuite.TLS_FALLBACK_SCSV.code());
        first.run();
        Peers.Side again = client();
        again.wishes = client.wishes;
        assertThat(offered(new Handshake(resuming.client(again), resuming.server(server()))))
                .doesNotContain(CipherSuite.TLS_FALLBACK_SCSV.code())
                .contains(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256.code());
    }

    private static List<Integer> offered(Handshake handshake) {
        ClientHello hello = (ClientHello) Rewrite.decode(handshake.client.out.element().message());
        return hello.cipherSuites().codes().boxed().toList();
    }

    private static ServerHello withoutExtended(ServerHello hello) {
        assertThat(hello.extensions().get(Extensions.EXTENDED_MAIN_SECRET)).contains(new ExtendedMainSecret());
        return Rewrite.extensions(
                hello, Rewrite.without(hello.extensions(), ExtensionType.EXTENDED_MAIN_SECRET));
    }

    /** A resumption whose ServerHello is changed on its way. */
    private Reason fromServer(UnaryOperator<ServerHello> change) {
        first();
        Handshake second = begin();
        second.server.deliver(second.client.out.remove());
        Opaque hello = second.server.out.remove().message();
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> second.client.deliver(
                Rewrite.message(hello, ServerHello.class, change)));
        assertThat(failure).isNotNull();
        return failure.reason();
    }

    private void first() {
        assertThat(begin().run().client.established.facts().version())
                .contains(older ? ProtocolVersion.TLS12 : ProtocolVersion.TLS13);
    }

    private Handshake begin() {
        return new Handshake(resuming.client(client()), resuming.server(server()));
    }

    private Peers.Side client() {
        Peers.Side client = Peers.client();
        client.policy = policy();
        return client;
    }

    private Peers.Side server() {
        Peers.Side server = Peers.server();
        server.policy = policy();
        return server;
    }

    private Policy policy() {
        Policy plain = older ? Peers.policy12(Peers.SUITES_12) : Peers.policy();
        return new Policy(plain.name(), plain.versions(), plain.suites(), plain.serverOrder(), plain.groupTiers(),
                plain.hybridRequired(), plain.keyShares(), plain.schemes(), plain.certificateSchemes(),
                new WireRules(extendedRequired, false, RecordPadding.NONE, OptionalInt.empty()));
    }
}
