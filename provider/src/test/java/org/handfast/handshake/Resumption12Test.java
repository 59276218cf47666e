package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Hash;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
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
import org.junit.jupiter.params.provider.ValueSource;

/** TLS 1.2 resumed by id and by ticket, both sides ours, without records (RFC 5246 §7.3, RFC 5077, RFC 7627 §5.3). */
class Resumption12Test {
    private static final ClientKey HERE = new ClientKey("server.example", 443, Opaque.EMPTY);
    private static final Hash SHA_256 =
            Peers.CATALOG.suite13(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow().hash();

    private final AtomicLong now = new AtomicLong(1_790_000_000_000L);
    private final Random random = new Random(5246);
    private final TicketKeys keys = new TicketKeys(random::nextBytes, now::get);
    private final ServerStore issued = new ServerStore(keys,
            Peers.CATALOG.suite13(CipherSuite.TLS_AES_256_GCM_SHA384).orElseThrow().aead(), SHA_256,
            random::nextBytes, new SessionCache(now::get, 100, 1 << 20));
    private final ClientStore kept = new ClientStore(now::get, 100);
    private Opaque serverBasis = Opaque.latin1("server");
    private List<CipherSuite> suites = Peers.SUITES_12;
    private long seed = 1;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesBackWithoutCertificates(boolean tickets) {
        issued.tickets(tickets);
        Handshake first = run(client(), server());
        assertThat(resumed(first)).isFalse();
        assertThat(first.server.events.contains("send new_session_ticket")).isEqualTo(tickets);
        assertThat(kept.find(HERE).orElseThrow().ticket().length() > 0).isEqualTo(tickets);
        assertThat(issued.cache().size()).isEqualTo(tickets ? 0 : 1);

        Peers.Side client = client();
        Handshake second = run(client, server());

        assertThat(second.server.events).containsExactly(
                "send server_hello", "change_cipher_spec", "writeWith", "send finished", "readWith", "connected");
        assertThat(second.client.events).containsExactly(
                "send client_hello", "readWith", "change_cipher_spec", "writeWith", "send finished", "connected");
        assertThat(resumed(second)).isTrue();
        HandshakeFacts facts = second.client.established.facts();
        assertThat(facts.peerChain()).isEqualTo(Peers.SERVER.chain());
        assertThat(facts.suite()).isEqualTo(first.client.established.facts().suite());
        assertThat(facts.extendedMainSecret()).isTrue();
        assertThat(client.verified).as("T-2: no new verification that can fail").isEmpty();
        assertSame(second);
        Handshake third = run(client(), server());
        assertThat(resumed(third)).as("sessions of TLS 1.2 serve again").isTrue();
        assertThat(third.client.established.exporter().export("EXPORTER-test", new byte[0], 32)).as("other keys")
                .isNotEqualTo(second.client.established.exporter().export("EXPORTER-test", new byte[0], 32));
    }

    @Test
    void withEachSuite() {
        for (CipherSuite suite : List.of(
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256)) {
            suites = List.of(suite);
            assertThat(resumed(run(client(), server()))).as(suite.toString()).isFalse();
            Handshake second = run(client(), server());
            assertThat(resumed(second)).as(suite.toString()).isTrue();
            assertThat(second.server.established.facts().suite()).contains(suite);
            assertSame(second);
        }
    }

    /** RFC 5246 §7.2.2: whichever of them an alert ends, new or resumed, its session is gone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatFailsByAnAlertIsNotResumed(boolean tickets) {
        issued.tickets(tickets);
        Handshake first = run(client(), server());
        first.server.releases.forEach(Runnable::run);
        assertThat(issued.cache().size()).isZero();
        first.client.releases.forEach(Runnable::run);
        assertThat(kept.find(HERE)).isEmpty();

        run(client(), server());
        Handshake resumed = run(client(), server());
        assertThat(resumed(resumed)).isTrue();
        resumed.server.releases.forEach(Runnable::run);
        assertThat(issued.cache().size()).isZero();
        resumed.client.releases.forEach(Runnable::run);
        assertThat(kept.find(HERE)).isEmpty();
    }

    /** A session would hold both sides to a suite that neither prefers any more. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBetterSuiteMeansAFullHandshake(boolean tickets) {
        issued.tickets(tickets);
        suites = List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384);
        run(client(), server());
        suites = List.of(
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
        assertThat(resumed(run(client(), server()))).as("still the best").isTrue();
        suites = List.of(
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384);
        assertThat(resumed(run(client(), server()))).as("another kind of certificate says nothing").isTrue();
        suites = List.of(
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384);
        Handshake better = run(client(), server());
        assertThat(resumed(better)).isFalse();
        assertThat(better.server.established.facts().suite())
                .contains(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theClientsChainIsRemembered(boolean tickets) {
        issued.tickets(tickets);
        Peers.Side server = server();
        server.clientAuthentication = ClientAuthentication.NEED;
        run(withCertificate(), server);
        int judged = server.verified.size();
        Handshake second = run(withCertificate(), server);
        assertThat(resumed(second)).isTrue();
        assertThat(second.server.established.facts().peerChain()).isEqualTo(Peers.CLIENT.chain());
        assertThat(second.client.established.facts().localChain()).isEqualTo(Peers.CLIENT.chain());
        assertThat(server.verified).hasSize(judged);
    }

    /** T-1, for ids and tickets. */
    @ParameterizedTest
    @EnumSource(ClientAuthentication.class)
    void anotherClientAuthenticationIsAnotherScope(ClientAuthentication before) {
        for (boolean tickets : new boolean[] {true, false}) {
            issued.tickets(tickets);
            for (ClientAuthentication after : ClientAuthentication.values()) {
                kept.forget(HERE);
                run(withCertificate(), asking(before));
                assertThat(resumed(run(withCertificate(), asking(after)))).as(before + " then " + after)
                        .isEqualTo(before == after);
            }
        }
    }

    /** T-1. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherPolicyOrTrustIsAnotherScope(boolean tickets) {
        issued.tickets(tickets);
        run(client(), server());
        serverBasis = Opaque.latin1("another generation");
        assertThat(resumed(run(client(), server()))).isFalse();
    }

    /** T-1: the client is asked for one name and the server for another, as an attacker in between would have it. */
    @Test
    void anotherNameIsAnotherScope() {
        Peers.Side one = client();
        one.serverName = Optional.of("one.example");
        run(one, server());
        KeptSession session = kept.find(HERE).orElseThrow();
        Peers.Side two = client();
        two.serverName = Optional.of("two.example");
        kept.keep(HERE, session);
        assertThat(resumed(run(two, server()))).isFalse();
    }

    @Test
    void aTicketUnderAnOldKeyIsRenewed() {
        run(client(), server());
        Opaque old = kept.find(HERE).orElseThrow().ticket();
        keys.rotateNow();
        Handshake second = run(client(), server());
        assertThat(resumed(second)).isTrue();
        assertThat(second.server.events).containsExactly(
                "send server_hello", "send new_session_ticket", "change_cipher_spec", "writeWith", "send finished",
                "readWith", "connected");
        assertThat(kept.find(HERE).orElseThrow().ticket()).isNotEqualTo(old);
        assertThat(kept.find(HERE).orElseThrow().session().peerChain()).isEqualTo(Peers.SERVER.chain());
        assertThat(resumed(run(client(), server()))).isTrue();
    }

    @Test
    void revokedOldOrTamperedMeansAFullHandshake() {
        run(client(), server());
        keys.revokeAll();
        assertThat(resumed(run(client(), server()))).as("revoked").isFalse();
        KeptSession good = kept.find(HERE).orElseThrow();
        byte[] damaged = good.ticket().bytes();
        damaged[damaged.length - 1] ^= 1;
        kept.keep(HERE, new KeptSession(good.session(), Opaque.of(damaged)));
        assertThat(resumed(run(client(), server()))).as("tampered").isFalse();
        now.addAndGet(Resumption.Settings.DEFAULT.lifetime() * 1000L);
        assertThat(resumed(run(client(), server()))).as("old").isFalse();
    }

    @Test
    void anotherSuiteMeansAFullHandshake() {
        run(client(), server());
        suites = List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384);
        Handshake second = run(client(), server());
        assertThat(resumed(second)).isFalse();
        assertThat(second.client.established.facts().suite()).contains(suites.get(0));
    }

    @Test
    void aNewerVersionWinsOverASession() {
        run(client(), server());
        Peers.Side client = client();
        client.policy = Peers.both();
        Peers.Side server = server();
        server.policy = Peers.both();
        Handshake second = run(client, server);
        assertThat(second.client.established.facts().version()).contains(ProtocolVersion.TLS13);
        assertThat(resumed(second)).isFalse();
        assertSame(second);
    }

    @Test
    void aClientOfBothVersionsResumesTheOlderOne() {
        Peers.Side client = client();
        client.policy = Peers.both();
        run(client, server());
        Handshake second = run(client, server());
        assertThat(second.client.established.facts().version()).contains(ProtocolVersion.TLS12);
        assertThat(resumed(second)).isTrue();
        assertSame(second);
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

    private Peers.Side client() {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy12(suites);
        client.resumption = Resumption.client(
                kept, HERE, now::get, Resumption.Settings.DEFAULT, SHA_256, Opaque.latin1("client"));
        client.seed = seed++;
        return client;
    }

    private Peers.Side server() {
        Peers.Side server = Peers.server();
        server.policy = Peers.policy12(suites);
        server.resumption =
                Resumption.server(issued, now::get, Resumption.Settings.DEFAULT, SHA_256, serverBasis);
        server.seed = seed++;
        return server;
    }

    private static Handshake run(Peers.Side client, Peers.Side server) {
        return Handshake.run(client, server);
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
}
