package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.Role;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.ClientWishes;
import org.handfast.handshake.Resumption;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.session.ClientKey;
import org.handfast.session.ClientStore;
import org.handfast.session.KeptSession;
import org.handfast.session.LocalReplayRegister;
import org.handfast.session.ReplayRegister;
import org.handfast.session.ServerStore;
import org.handfast.session.SessionCache;
import org.handfast.session.TicketKeys;
import org.handfast.wire.Opaque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Early data between two engines of ours (RFC 9846 §2.3, §4.3.10, §8; security rules E-1 to E-4). */
class EarlyDataTest {
    private static final ClientKey HERE = new ClientKey("server.example", 443, Opaque.EMPTY);
    private static final Hash SHA_256 = suite(CipherSuite.TLS_AES_128_GCM_SHA256).hash();
    private static final int ALLOWED = 14336;
    private static final byte[] HELLO = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicLong now = new AtomicLong(1_790_000_000_000L);
    private final Random random = new Random(42);
    private final ServerStore issued = new ServerStore(new TicketKeys(random::nextBytes, now::get),
            suite(CipherSuite.TLS_AES_256_GCM_SHA384).aead(), SHA_256, random::nextBytes,
            new SessionCache(now::get, 100, 1 << 20));
    private final ClientStore kept = new ClientStore(now::get, 100);
    private final Engines client = new Engines();
    private final Engines server = new Engines();
    private long allowed = ALLOWED;
    private List<String> protocols = List.of();

    EarlyDataTest() {
        issued.replayRegister(new LocalReplayRegister(now::get, 1000));
        now.addAndGet(60_000);
    }

    @Test
    void theServerReadsItBeforeTheClientsFinished() {
        first();
        Pair pair = pair();
        sendEarly(pair, HELLO);
        assertThat(pair.client.engine.established()).isFalse();

        ByteBuffer target = ByteBuffer.allocate(100);
        serverFlight(pair);
        assertThat(pair.server.finished).as("FINISHED on the wrap that ends the flight").isEqualTo(1);
        assertThat(pair.server.engine.handshaking()).isFalse();
        assertThat(pair.server.engine.facts().earlyData()).isTrue();
        assertThat(pair.server.engine.facts().confirmed()).isFalse();
        Outcome early = data(pair, target);
        assertThat(early.earlyData()).isTrue();
        assertThat(text(target)).isEqualTo(HELLO);

        pair.send(pair.server, ByteBuffer.wrap(HELLO));
        target.clear();
        while (target.position() == 0) {
            if (pair.client.engine.need() == Need.RECEIVE || pair.client.engine.established()) {
                pair.take(pair.client, pair.server, target);
            } else {
                pair.step(pair.client, pair.server);
            }
        }
        assertThat(text(target)).as("0.5-RTT data").isEqualTo(HELLO);
        assertThat(pair.client.engine.facts().earlyData()).isTrue();
        finish(pair);
        assertThat(pair.server.engine.facts().confirmed()).isTrue();
        assertThat(pair.server.finished).isEqualTo(1);
        assertThat(pair.transfer(pair.client, pair.server, HELLO)).isEqualTo(HELLO);
        assertThat(pair.client.engine.export("EXPORTER-test", null, 16))
                .isEqualTo(pair.server.engine.export("EXPORTER-test", null, 16));
    }

    @Test
    void bytesAfterTheHandshakeAreNotEarly() {
        first();
        Pair pair = pair();
        sendEarly(pair, HELLO);
        serverFlight(pair);
        data(pair, ByteBuffer.allocate(100));
        finish(pair);
        pair.send(pair.client, ByteBuffer.wrap(HELLO));
        Outcome later = data(pair, ByteBuffer.allocate(100));
        assertThat(later.produced()).isEqualTo(HELLO.length);
        assertThat(later.earlyData()).isFalse();
    }

    @Test
    void aRecordThatDoesNotFitComesAgain() {
        first();
        Pair pair = pair();
        sendEarly(pair, HELLO);
        serverFlight(pair);
        pair.take(pair.server, pair.client);
        assertThat(pair.take(pair.server, pair.client, ByteBuffer.allocate(3)).status())
                .isEqualTo(Outcome.Status.OVERFLOW);
        ByteBuffer target = ByteBuffer.allocate(HELLO.length);
        data(pair, target);
        assertThat(text(target)).isEqualTo(HELLO);
    }

    @Test
    @DisplayName("E-1: off by default: not announced with tickets, not offered, not taken")
    void offByDefault() {
        allowed = 0;
        first();
        assertThat(kept.take(HERE, 1).get(0).session().maxEarlyData()).isZero();
        first();
        allowed = ALLOWED;
        Pair pair = pair();
        flushHello(pair);
        assertThat(pair.client.engine.earlyDataRoom()).isZero();
    }

    @Test
    @DisplayName("E-2: without a register nothing is taken")
    void noRegisterTakesNothing() {
        issued.replayRegister(ReplayRegister.NONE);
        first();
        assertThat(refused(pair())).isEqualTo(EarlyDataVerdict.REPLAYED);
    }

    @Test
    @DisplayName("E-2: one flight sent twice is taken once")
    void aReplayIsRefused() {
        first();
        KeptSession ticket = kept.take(HERE, 1).get(0);
        kept.keep(HERE, ticket);
        Pair pair = pair();
        sendEarly(pair, HELLO);
        byte[] flight = pair.client.wire.clone();
        serverFlight(pair);
        assertThat(pair.server.engine.facts().earlyData()).isTrue();
        for (int i = 0; i < 20; i++) {
            now.addAndGet(1000);
            Pair replay = pair();
            replay.client.wire = flight.clone();
            serverFlight(replay);
            assertThat(replay.server.engine.facts().resumed()).isTrue();
            assertThat(replay.server.engine.facts().earlyDataVerdict())
                    .contains(i < 10 ? EarlyDataVerdict.REPLAYED : EarlyDataVerdict.TICKET_AGE);
        }
    }

    @Test
    @DisplayName("E-2: too late, too early, or while an earlier run may have taken it: refused")
    void onlyInTheWindow() {
        first();
        Pair pair = pair();
        sendEarly(pair, HELLO);
        now.addAndGet(10_001);
        assertThat(refusedFlight(pair)).isEqualTo(EarlyDataVerdict.TICKET_AGE);
        first();
        now.addAndGet(100_000);
        pair = pair();
        sendEarly(pair, HELLO);
        now.addAndGet(-10_001);
        assertThat(refusedFlight(pair)).isEqualTo(EarlyDataVerdict.TICKET_AGE);
        now.addAndGet(100_000);
        issued.replayRegister(new LocalReplayRegister(now::get, 1000));
        first();
        assertThat(refused(pair())).isEqualTo(EarlyDataVerdict.REPLAYED);
        now.addAndGet(19_999);
        refused(pair());
        now.addAndGet(1);
        first();
        pair = pair();
        sendEarly(pair, HELLO);
        serverFlight(pair);
        assertThat(pair.server.engine.facts().earlyData()).isTrue();
    }

    @Test
    void anotherProtocolRefuses() {
        protocols = List.of("one", "two");
        first();
        Pair pair = new Pair(
                engine(client, Role.CLIENT, List.of("two", "one")), engine(server, Role.SERVER, List.of("two")));
        assertThat(refused(pair)).isEqualTo(EarlyDataVerdict.OTHER_PROTOCOL);
        assertThat(pair.client.engine.facts().applicationProtocol()).contains("two");
    }

    @Test
    void aHelloRetryRequestRefuses() {
        first();
        client.groups = List.of(NamedGroup.SECP256R1, NamedGroup.X25519);
        assertThat(refused(pair())).isEqualTo(EarlyDataVerdict.HELLO_RETRY_REQUEST);
    }

    @Test
    @DisplayName("E-3: never with client authentication")
    void neverWithClientAuthentication() {
        server.clientAuthentication = ClientAuthentication.WANT;
        first();
        assertThat(kept.take(HERE, 1).get(0).session().maxEarlyData()).isZero();
    }

    @Test
    void aClientSendsNoMoreThanAllowed() {
        allowed = 20_000;
        first();
        Pair pair = pair();
        flushHello(pair);
        assertThat(pair.client.engine.earlyDataRoom()).isEqualTo(20_000);
        ByteBuffer source = ByteBuffer.wrap(new byte[30_000]);
        while (pair.client.engine.earlyDataRoom() > 0) {
            early(pair, source);
        }
        assertThat(source.position()).isEqualTo(20_000);
        assertThat(early(pair, source).consumed()).isZero();
        serverFlight(pair);
        ByteBuffer target = ByteBuffer.allocate(30_000);
        while (pair.client.wire.length > 0) {
            pair.take(pair.server, pair.client, target);
        }
        assertThat(target.position()).isEqualTo(20_000);
        finish(pair);
    }

    @Test
    @DisplayName("E-4: more than the ticket allows ends the connection")
    void moreThanTheTicketAllows() {
        first();
        KeptSession ticket = kept.take(HERE, 1).get(0);
        kept.keep(HERE, new KeptSession(EarlySessions.withMaxEarlyData(ticket.session(), 40_000), ticket.ticket()));
        allowed = 40_000;
        Pair pair = new Pair(engine(client, Role.CLIENT, protocols), engineAllowing(ALLOWED));
        flushHello(pair);
        ByteBuffer source = ByteBuffer.wrap(new byte[ALLOWED + 1]);
        while (source.hasRemaining()) {
            early(pair, source);
        }
        serverFlight(pair);
        assertThat(pair.server.engine.facts().earlyData()).isTrue();
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> {
            while (pair.client.wire.length > 0) {
                pair.take(pair.server, pair.client, ByteBuffer.allocate(20_000));
            }
        });
        assertThat(failure.reason()).isEqualTo(Reason.TOO_MUCH_EARLY_DATA);
    }

    /** RFC 9846 §4.3.10: accepted early data is held to the rules of all application data. */
    @Test
    void aDamagedEarlyRecordEndsTheConnection() {
        first();
        Pair pair = pair();
        sendEarly(pair, HELLO);
        pair.client.wire[pair.client.wire.length - 1] ^= 1;
        serverFlight(pair);
        assertThat(pair.server.engine.facts().earlyData()).isTrue();
        TlsFailure failure = catchThrowableOfType(
                TlsFailure.class, () -> data(pair, ByteBuffer.allocate(100)));
        assertThat(failure.reason()).isEqualTo(Reason.BAD_RECORD_MAC);
    }

    @Test
    void closeNotifyBeforeFinishedIsNoEnd() {
        first();
        Pair pair = pair();
        sendEarly(pair, HELLO);
        pair.client.engine.closeOutbound();
        pair.flush(pair.client);
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> {
            serverFlight(pair);
            data(pair, ByteBuffer.allocate(100));
            pair.take(pair.server, pair.client);
        });
        assertThat(failure.reason()).isEqualTo(Reason.CLOSED_DURING_HANDSHAKE);
    }

    @Test
    void sourcesOfAnOrdinarySendWaitForTheHandshake() {
        first();
        Pair pair = pair();
        flushHello(pair);
        ByteBuffer source = ByteBuffer.wrap(HELLO);
        assertThat(pair.send(pair.client, source).consumed()).isZero();
        assertThat(pair.client.engine.need()).isEqualTo(Need.RECEIVE);
    }

    private EarlyDataVerdict refused(Pair pair) {
        sendEarly(pair, HELLO);
        return refusedFlight(pair);
    }

    /** The handshake goes on without it, and it can be sent again. */
    private static EarlyDataVerdict refusedFlight(Pair pair) {
        pair.handshake();
        assertThat(pair.client.engine.facts().earlyData()).isFalse();
        assertThat(pair.server.engine.facts().earlyData()).isFalse();
        assertThat(pair.client.engine.facts().resumed()).isTrue();
        assertThat(pair.client.engine.earlyDataRoom()).isZero();
        assertThat(pair.transfer(pair.client, pair.server, HELLO)).isEqualTo(HELLO);
        return pair.server.engine.facts().earlyDataVerdict().orElseThrow();
    }

    /** Server: takes the hello, sends all of its flight. */
    private static void serverFlight(Pair pair) {
        pair.server.engine.begin();
        while (!pair.server.engine.established() && pair.server.engine.need() != Need.NOTHING) {
            if (pair.server.engine.need() == Need.RECEIVE && pair.client.wire.length == 0) {
                return;
            }
            pair.step(pair.server, pair.client);
            if (pair.server.engine.facts().resumed() && !pair.server.engine.facts().earlyData()
                    && pair.server.engine.need() == Need.RECEIVE) {
                return;
            }
        }
    }

    /** The next record with data. */
    private static Outcome data(Pair pair, ByteBuffer target) {
        Outcome outcome;
        int turns = 0;
        do {
            outcome = pair.take(pair.server, pair.client, target);
            if (turns++ > 20) {
                throw new AssertionError("no data: " + outcome + ", " + pair.server.engine.need() + ", "
                        + pair.client.wire.length + " bytes wait");
            }
        } while (outcome.produced() == 0 && pair.client.wire.length > 0);
        return outcome;
    }

    /** The client's last flight, and tickets. */
    private static void finish(Pair pair) {
        for (int i = 0; i < 20 && !pair.server.engine.facts().confirmed(); i++) {
            pair.step(pair.client, pair.server);
            while (pair.client.wire.length > 0) {
                pair.take(pair.server, pair.client);
            }
        }
        while (pair.server.engine.need() == Need.SEND) {
            pair.flush(pair.server);
        }
        while (pair.server.wire.length > 0) {
            pair.take(pair.client, pair.server);
        }
    }

    private static void flushHello(Pair pair) {
        pair.client.engine.begin();
        pair.server.engine.begin();
        pair.flush(pair.client);
    }

    private static void sendEarly(Pair pair, byte[] data) {
        flushHello(pair);
        assertThat(pair.client.engine.earlyDataRoom()).isPositive();
        ByteBuffer source = ByteBuffer.wrap(data);
        while (source.hasRemaining()) {
            early(pair, source);
        }
    }

    private static Outcome early(Pair pair, ByteBuffer source) {
        return pair.put(pair.client, out -> pair.client.engine.sendEarly(new ByteBuffer[] {source}, 0, 1, out));
    }

    private static byte[] text(ByteBuffer target) {
        return java.util.Arrays.copyOf(target.array(), target.position());
    }

    /** A full handshake that leaves tickets. */
    private void first() {
        kept.limit(0);
        kept.limit(100);
        Pair pair = pair();
        pair.handshake();
        while (pair.server.wire.length > 0) {
            pair.take(pair.client, pair.server);
        }
        assertThat(kept.sessions()).hasSize(2);
    }

    private Pair pair() {
        return new Pair(engine(client, Role.CLIENT, protocols), engine(server, Role.SERVER, protocols));
    }

    private TlsEngine engineAllowing(long most) {
        long before = allowed;
        allowed = most;
        try {
            return engine(server, Role.SERVER, protocols);
        } finally {
            allowed = before;
        }
    }

    private TlsEngine engine(Engines side, Role role, List<String> names) {
        Resumption.Settings settings = new Resumption.Settings(2, 3600, 7200, 7200, allowed);
        Resumption resumption = role == Role.CLIENT
                ? Resumption.client(kept, HERE, now::get, settings, SHA_256, Opaque.latin1("client"))
                : Resumption.server(issued, now::get, settings, SHA_256, Opaque.latin1("server"));
        EngineOptions plain = side.options(role);
        return TlsEngine.create(side.context(), new EngineOptions(role, "test", Optional.empty(),
                name -> NameVerdict.ACCEPT, names, Optional.empty(), plain.clientAuthentication(),
                plain.credentials(), plain.verifier(), plain.largestPayload(), ClientWishes.STANDARD, resumption));
    }

    private static Suite13 suite(CipherSuite code) {
        return Engines.JDK.suites13().stream().filter(s -> s.suite().equals(code)).findFirst().orElseThrow();
    }
}
