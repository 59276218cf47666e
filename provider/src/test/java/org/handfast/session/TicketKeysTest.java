package org.handfast.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.handfast.crypto.Aead;
import org.handfast.crypto.CryptoBackend;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ticket keys over time and under load (security rules T-3, T-4, X-1), and limits of what is kept (T-7). */
class TicketKeysTest {
    private static final CryptoBackend JDK = JcaBackend.platform();
    private static final Aead AES_256 = JDK.suites13().stream()
            .filter(s -> s.suite().equals(CipherSuite.TLS_AES_256_GCM_SHA384)).findFirst().orElseThrow().aead();
    private static final Hash SHA_256 = JDK.suites13().stream()
            .filter(s -> s.suite().equals(CipherSuite.TLS_AES_128_GCM_SHA256)).findFirst().orElseThrow().hash();
    private static final long HOUR = 3_600_000;

    private final AtomicLong now = new AtomicLong(1_790_000_000_000L);
    private final Randomness randomness = new Random(11)::nextBytes;
    private final TicketKeys keys = new TicketKeys(randomness, now::get, Duration.ofHours(6), Duration.ofHours(12));
    private final TicketSealer sealer = new TicketSealer(keys, AES_256, SHA_256, randomness);

    @Test
    @DisplayName("T-4: a key seals six hours, opens twelve more, to the millisecond")
    void periodsEndWhereTheySay() {
        Opaque ticket = sealer.seal(session(Opaque.EMPTY)).orElseThrow();
        now.addAndGet(6 * HOUR - 1);
        assertThat(sealer.isStale(ticket)).isFalse();
        now.addAndGet(1);
        assertThat(sealer.isStale(ticket)).isTrue();
        now.addAndGet(12 * HOUR - 1);
        assertThat(sealer.open(ticket)).isPresent();
        now.addAndGet(1);
        assertThat(sealer.open(ticket)).isEmpty();
    }

    @Test
    @DisplayName("T-4: a clock that ran ahead and was set right does not leave a key in use for ever")
    void aClockSetBackStartsThePeriodAnew() {
        now.addAndGet(365 * 24 * HOUR);
        Opaque ahead = keys.ring().current().name();
        now.addAndGet(-365 * 24 * HOUR);
        assertThat(keys.ring().current().name()).isEqualTo(ahead);
        now.addAndGet(6 * HOUR);
        assertThat(keys.ring().current().name()).isNotEqualTo(ahead);
    }

    @Test
    @DisplayName("T-4: keys rotated and revoked under load fail no sealing and no opening")
    void turningUnderLoadFailsNobody() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<Long> use = () -> IntStream.range(0, 400)
                    .filter(i -> sealer.open(sealer.seal(session(Opaque.EMPTY)).orElseThrow()).isPresent())
                    .count();
            Future<Long> one = threads.submit(use);
            Future<Long> other = threads.submit(use);
            threads.submit(() -> IntStream.range(0, 400).forEach(i -> {
                keys.rotateNow();
                keys.revokeAll();
            })).get();
            assertThat(one.get() + other.get()).isPositive();
        } finally {
            threads.shutdownNow();
        }
        assertThat(sealer.open(sealer.seal(session(Opaque.EMPTY)).orElseThrow())).isPresent();
    }

    @Test
    @DisplayName("T-4: each change of the keys is told once")
    void changesAreTold() {
        List<TicketKeys.Change> told = new ArrayList<>();
        keys.audit(told::add);
        keys.rotateNow();
        keys.revokeAll();
        now.addAndGet(6 * HOUR);
        keys.ring();
        keys.ring();
        keys.adopt(keys.ring());
        assertThat(told).containsExactly(TicketKeys.Change.ROTATED, TicketKeys.Change.REVOKED,
                TicketKeys.Change.ROTATED, TicketKeys.Change.ADOPTED);
        assertThat(keys.generation()).isEqualTo(4);
    }

    @Test
    @DisplayName("X-1: texts of sessions and keys show no secret")
    void textsShowNoSecret() {
        Session session = session(Opaque.EMPTY);
        List<String> texts = List.of(session.toString(), keys.ring().toString(), keys.ring().current().toString(),
                new KeptSession(session, Opaque.EMPTY).toString());
        try (Secret secret = session.secret(); Secret key = keys.ring().current().secret()) {
            for (Secret hidden : List.of(secret, key)) {
                String hex = Opaque.of(hidden.bytes()).toString();
                assertThat(texts).noneMatch(text -> text.contains(hex))
                        .noneMatch(text -> text.contains(HexFormat.of().formatHex(hidden.bytes(), 0, 4)));
            }
        }
    }

    @Test
    @DisplayName("T-7: what is too short or too long for a ticket is none")
    void ticketsHaveLimits() {
        assertThat(sealer.open(Opaque.of(new byte[TicketSealer.MOST_ACCEPTED]))).isEmpty();
        assertThat(sealer.open(Opaque.of(new byte[TicketSealer.MOST_ACCEPTED + 1]))).isEmpty();
        assertThat(sealer.open(Opaque.EMPTY)).isEmpty();
        assertThat(IntStream.rangeClosed(0, 64).allMatch(n -> sealer.open(Opaque.of(new byte[n])).isEmpty())).isTrue();
    }

    @Test
    @DisplayName("T-7: ten times the capacity leaves the server's cache as large as before")
    void aFloodOnlyEvicts() {
        SessionCache cache = new SessionCache(now::get, 100, 1 << 20);
        for (int i = 0; i < 1000; i++) {
            cache.keep(session(Opaque.of(new byte[] {(byte) i, (byte) (i >> 8)})));
        }
        assertThat(cache.size()).isEqualTo(100);
        assertThat(cache.bytes()).isEqualTo(100L * SessionCache.ENTRY_BYTES);
        cache.limit(7, 3L * SessionCache.ENTRY_BYTES, 60);
        assertThat(cache.size()).isEqualTo(3);
    }

    @Test
    void theCachesLifetimeEndsBeforeTheSessions() {
        SessionCache cache = new SessionCache(now::get, 100, 1 << 20);
        Session session = session(Opaque.of(new byte[] {1}));
        cache.keep(session);
        now.addAndGet(SessionCache.DEFAULT_LIFETIME * 1000L - 1);
        assertThat(cache.find(session.id())).isPresent();
        now.addAndGet(1);
        assertThat(session.isFresh(now.get())).isTrue();
        assertThat(cache.find(session.id())).isEmpty();
        assertThat(cache.size()).isZero();
    }

    private Session session(Opaque id) {
        byte[] secret = new byte[48];
        Arrays.fill(secret, (byte) 0xA7);
        return new Session(ProtocolVersion.TLS12, CipherSuite.TLS_AES_128_GCM_SHA256, Secret.of(secret), now.get(),
                now.get(), 43_200, Optional.empty(), Optional.empty(), true, Optional.empty(), Optional.empty(),
                Optional.empty(), new ResumptionScope(Opaque.of(new byte[32])), List.of(), List.of(), List.of(),
                new byte[0], id, 0, 0);
    }
}
