package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.policy.Policy;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;
import org.handfast.session.ClientKey;
import org.handfast.session.ClientStore;
import org.handfast.session.KeptSession;
import org.handfast.session.ServerStore;
import org.handfast.session.SessionCache;
import org.handfast.session.TicketKeys;
import org.handfast.wire.Opaque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS 1.3 resumed by tickets, both sides ours, without records (RFC 9846 §2.2, §4.3.11, §4.7.1). */
class ResumptionTest {
    private static final ClientKey HERE = new ClientKey("server.example", 443, Opaque.EMPTY);
    private static final Hash SHA_256 = suite(CipherSuite.TLS_AES_128_GCM_SHA256).hash();

    private static final int NEW_SESSION_TICKET = 4;
    private static final int ENCRYPTED_EXTENSIONS = 8;
    private static final int SERVER_NAME = 0;

    private final AtomicLong now = new AtomicLong(1_790_000_000_000L);
    private final Random random = new Random(9846);
    private final TicketKeys keys = new TicketKeys(random::nextBytes, now::get);
    private final ServerStore issued = new ServerStore(keys,
            suite(CipherSuite.TLS_AES_256_GCM_SHA384).aead(), SHA_256, random::nextBytes,
            new SessionCache(now::get, 100, 1 << 20));
    private final ClientStore kept = new ClientStore(now::get, 100);
    private Resumption.Settings settings = Resumption.Settings.DEFAULT;
    private Opaque serverBasis = Opaque.latin1("server");
    private long seed = 1;

    @Test
    void aTicketSavesTheCertificates() {
        HandshakeFacts first = run(client(), server()).client.established.facts();
        assertThat(first.resumed()).isFalse();
        assertThat(kept.sessions()).hasSize(2);

        Peers.Side client = client();
        Handshake second = run(client, server());

        assertThat(second.server.events).containsExactly(
                "send server_hello", "change_cipher_spec", "writeWith", "readWith", "send encrypted_extensions",
                "send finished", "writeWith", "readWith", "send new_session_ticket", "send new_session_ticket",
                "connected");
        HandshakeFacts facts = second.client.established.facts();
        assertThat(facts.resumed()).isTrue();
        assertThat(facts.peerChain()).isEqualTo(Peers.SERVER.chain());
        assertThat(facts.peerScheme()).isEqualTo(first.peerScheme());
        assertThat(second.server.established.facts().resumed()).isTrue();
        assertThat(client.verified).as("T-2: no new verification that can fail").isEmpty();
        assertSame(second);
        assertThat(kept.sessions()).as("one was used, two are new").hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void withEachHash(CipherSuite suite) {
        Peers.Side client = client();
        client.policy = withSuites(List.of(suite));
        run(client, server());
        Handshake second = run(client, server());
        assertThat(second.client.established.facts().suite()).contains(suite);
        assertThat(resumed(second)).isTrue();
        assertSame(second);
    }

    static Stream<CipherSuite> suites() {
        return Peers.CATALOG.suites13().stream().map(Suite13::suite)
                .filter(Peers.policy().suites()::contains);
    }

    @Test
    void afterAHelloRetryRequestTheBinderIsMadeAnew() {
        Peers.Side client = client();
        client.policy = Peers.policy(Peers.TIERS, List.of(NamedGroup.X25519), false);
        assertThat(run(client, server()).client.established.facts().helloRetried()).isTrue();
        Handshake second = run(client, server());
        assertThat(second.client.established.facts().helloRetried()).isTrue();
        assertThat(resumed(second)).isTrue();
        assertSame(second);
    }

    @Test
    void aTicketOfAnotherHashIsLeftOutAfterAHelloRetryRequest() {
        run(client(), server());
        Peers.Side server = server();
        server.policy = withSuites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384));
        Peers.Side client = client();
        client.policy = Peers.policy(Peers.TIERS, List.of(NamedGroup.X25519), false);
        Handshake second = run(client, server);
        assertThat(second.client.established.facts().helloRetried()).isTrue();
        assertThat(resumed(second)).isFalse();
        assertSame(second);
    }

    @Test
    void aTicketOfAnotherHashMeansAFullHandshake() {
        run(client(), server());
        Peers.Side server = server();
        server.policy = withSuites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384));
        assertThat(resumed(run(client(), server))).isFalse();
    }

    /** "the PSK ... associated with the same hash" may come with another AEAD, RFC 9846 §4.7.1. */
    @Test
    void aTicketOfTheSameHashIsGoodForAnotherSuite() {
        Peers.Side first = server();
        first.policy = withSuites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256));
        run(client(), first);
        Peers.Side server = server();
        server.policy = withSuites(
                List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, CipherSuite.TLS_AES_128_GCM_SHA256));
        Peers.Side client = client();
        client.policy = withSuites(
                List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, CipherSuite.TLS_AES_128_GCM_SHA256));
        Handshake second = run(client, server);
        assertThat(resumed(second)).isTrue();
        assertThat(second.client.established.facts().suite()).contains(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
        assertSame(second);
    }

    /** "When resuming a session, the server MUST NOT include a server_name extension", RFC 6066 §3. */
    @Test
    void theNameIsAcknowledgedInFullHandshakesOnly() {
        Peers.Side client = client();
        client.serverName = Optional.of("server.example");
        assertThat(types(fromServer(client, server(), ENCRYPTED_EXTENSIONS).get(0), 4)).contains(SERVER_NAME);
        run(client, server());
        assertThat(types(fromServer(client, server(), ENCRYPTED_EXTENSIONS).get(0), 4)).doesNotContain(SERVER_NAME);
        assertThat(resumed(run(client, server()))).isTrue();
    }

    /** A server may put reserved extensions into its tickets, and a client ignores them (RFC 8701 §4). */
    @Test
    void greasedTicketsAreTickets() {
        Peers.Side server = server();
        Policy plain = server.policy;
        server.policy = new Policy(plain.name(), plain.versions(), plain.suites(), plain.serverOrder(),
                plain.groupTiers(), plain.hybridRequired(), plain.keyShares(), plain.schemes(),
                plain.certificateSchemes(), new WireRules(true, true, RecordPadding.NONE, OptionalInt.empty()));
        List<Opaque> tickets = fromServer(client(), server, NEW_SESSION_TICKET);
        assertThat(tickets).hasSize(2).allSatisfy(ticket -> {
            int nonce = ticket.at(12) & 0xFF;
            int length = (ticket.at(13 + nonce) & 0xFF) << 8 | ticket.at(14 + nonce) & 0xFF;
            assertThat(types(ticket, 15 + nonce + length))
                    .singleElement().satisfies(type -> assertThat(type & 0x0F0F).isEqualTo(0x0A0A));
        });
        assertThat(kept.sessions()).hasSize(2);
        assertThat(resumed(run(client(), server))).isTrue();
    }

    @Test
    void theClientsChainIsRemembered() {
        Peers.Side client = client();
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        Peers.Side server = server();
        server.clientAuthentication = ClientAuthentication.NEED;
        run(client, server);
        int judged = server.verified.size();
        Handshake second = run(client, server);
        assertThat(resumed(second)).isTrue();
        assertThat(second.server.established.facts().peerChain()).isEqualTo(Peers.CLIENT.chain());
        assertThat(second.client.established.facts().localChain()).isEqualTo(Peers.CLIENT.chain());
        assertThat(server.verified).hasSize(judged);
    }

    /** T-1: whatever the server asks for now must be what it asked for then. */
    @ParameterizedTest
    @EnumSource(ClientAuthentication.class)
    void anotherClientAuthenticationIsAnotherScope(ClientAuthentication before) {
        for (ClientAuthentication after : ClientAuthentication.values()) {
            kept.limit(0);
            kept.limit(100);
            run(withCertificate(), asking(before));
            assertThat(resumed(run(withCertificate(), asking(after)))).as(before + " then " + after)
                    .isEqualTo(before == after);
        }
    }

    /** T-1: a virtual host's ticket is worth nothing at another. */
    @Test
    void anotherNameIsAnotherScope() {
        Peers.Side one = client();
        one.serverName = Optional.of("one.example");
        one.resumption = clientResumption();
        run(one, server());
        KeptSession ticket = kept.take(HERE, 1).get(0);
        Peers.Side two = client();
        two.serverName = Optional.of("two.example");
        kept.keep(HERE, ticket);
        assertThat(resumed(run(two, server()))).as("the client does not offer it").isFalse();
    }

    @Test
    void anotherPolicyOrTrustIsAnotherScope() {
        run(client(), server());
        serverBasis = Opaque.latin1("server of another generation");
        assertThat(resumed(run(client(), server()))).isFalse();
    }

    @Test
    void timesAreKept() {
        run(client(), server());
        now.addAndGet(settings.lifetime() * 1000L - 1);
        assertThat(resumed(run(client(), server()))).isTrue();
        now.addAndGet(settings.lifetime() * 1000L);
        assertThat(resumed(run(client(), server()))).as("lifetime").isFalse();
        now.addAndGet(settings.lifetime() * 1000L - 1);
        assertThat(resumed(run(client(), server()))).isTrue();
        now.addAndGet(settings.lifetime() * 1000L - 1);
        assertThat(resumed(run(client(), server()))).as("new tickets live on").isTrue();
        now.addAndGet(2);
        assertThat(resumed(run(client(), server()))).as("authenticated a day ago").isFalse();
    }

    @Test
    void revokedKeysMeanAFullHandshake() {
        run(client(), server());
        keys.revokeAll();
        assertThat(resumed(run(client(), server()))).isFalse();
    }

    @Test
    void aClientThatDoesNotResumeIsGivenTicketsItDrops() {
        Peers.Side client = Peers.client();
        Handshake handshake = run(client, server());
        assertThat(handshake.server.events).contains("send new_session_ticket");
        assertThat(resumed(run(Peers.client(), server()))).isFalse();
    }

    @Test
    void aServerThatDoesNotResumeGivesNone() {
        run(client(), server());
        Handshake second = run(client(), Peers.server());
        assertThat(resumed(second)).isFalse();
        assertThat(second.server.events).doesNotContain("send new_session_ticket");
    }

    @Test
    void aTicketIsTakenOnce() {
        settings = new Resumption.Settings(1, 3600, 3600, 3600, 0);
        run(client(), server());
        assertThat(kept.sessions()).hasSize(1);
        run(client(), Peers.server());
        assertThat(kept.sessions()).isEmpty();
    }

    @Test
    void aBinderThatIsNotOverThisHelloIsRefused() {
        run(client(), server());
        KeptSession good = kept.take(HERE, 1).get(0);
        kept.take(HERE, 9);
        run(client(), server());
        KeptSession other = kept.take(HERE, 1).get(0);
        kept.take(HERE, 9);
        kept.keep(HERE, new KeptSession(good.session(), other.ticket()));
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> run(client(), server()));
        assertThat(failure.reason()).isEqualTo(Reason.BAD_BINDER);
    }

    private Peers.Side withCertificate() {
        Peers.Side client = client();
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        return client;
    }

    private Peers.Side asking(ClientAuthentication authentication) {
        Peers.Side server = server();
        server.clientAuthentication = authentication;
        return server;
    }

    private static Policy withSuites(List<CipherSuite> suites) {
        Policy policy = Peers.policy();
        return policy.with(policy.versions(), suites, policy.schemes());
    }

    private Peers.Side client() {
        Peers.Side client = Peers.client();
        client.resumption = clientResumption();
        client.seed = seed++;
        return client;
    }

    private Resumption clientResumption() {
        return Resumption.client(kept, HERE, now::get, settings, SHA_256, Opaque.latin1("client"));
    }

    private Peers.Side server() {
        Peers.Side server = Peers.server();
        server.resumption = Resumption.server(issued, now::get, settings, SHA_256, serverBasis);
        server.seed = seed++;
        return server;
    }

    private static Handshake run(Peers.Side client, Peers.Side server) {
        return Handshake.run(client, server);
    }

    /** The server's messages of this type in a handshake that runs to its end. */
    private static List<Opaque> fromServer(Peers.Side client, Peers.Side server, int type) {
        Handshake handshake = new Handshake(client, server);
        List<Opaque> found = new ArrayList<>();
        while (!handshake.client.out.isEmpty() || !handshake.server.out.isEmpty()) {
            while (!handshake.client.out.isEmpty()) {
                handshake.server.deliver(handshake.client.out.remove());
            }
            while (!handshake.server.out.isEmpty()) {
                LoopLink.Sent sent = handshake.server.out.remove();
                if (sent.message().length() > 0 && sent.message().at(0) == type) {
                    found.add(sent.message());
                }
                handshake.client.deliver(sent);
            }
        }
        return found;
    }

    /** Types of the extensions whose list begins here. */
    private static List<Integer> types(Opaque message, int at) {
        List<Integer> types = new ArrayList<>();
        for (int next = at + 2; next < message.length();) {
            types.add((message.at(next) & 0xFF) << 8 | message.at(next + 1) & 0xFF);
            next += 4 + ((message.at(next + 2) & 0xFF) << 8 | message.at(next + 3) & 0xFF);
        }
        return types;
    }

    private static boolean resumed(Handshake handshake) {
        boolean client = handshake.client.established.facts().resumed();
        assertThat(handshake.server.established.facts().resumed()).isEqualTo(client);
        return client;
    }

    private static void assertSame(Handshake handshake) {
        byte[] client = handshake.client.established.exporter().export("EXPORTER-test", new byte[0], 32);
        assertThat(handshake.server.established.exporter().export("EXPORTER-test", new byte[0], 32)).isEqualTo(client);
    }

    private static Suite13 suite(CipherSuite code) {
        return Peers.CATALOG.suite13(code).orElseThrow();
    }
}
