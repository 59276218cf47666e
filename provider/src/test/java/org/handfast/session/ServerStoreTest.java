package org.handfast.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.handfast.credential.ClientAuthentication;
import org.handfast.crypto.Aead;
import org.handfast.crypto.CryptoBackend;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.testing.Certificates;
import org.handfast.wire.Opaque;
import org.junit.jupiter.api.Test;

/** Tickets and caches: what goes in comes out, within bounds, nothing else does (security rules T-1, T-3 to T-7). */
class ServerStoreTest {
    private static final CryptoBackend JDK = JcaBackend.platform();
    private static final Aead AES_256 = suite(CipherSuite.TLS_AES_256_GCM_SHA384);
    private static final Hash SHA_256 = JDK.suites13().stream()
            .filter(s -> s.suite().equals(CipherSuite.TLS_AES_128_GCM_SHA256)).findFirst().orElseThrow().hash();

    private final AtomicLong now = new AtomicLong(1_790_000_000_123L);
    private final Random random = new Random(7);
    private final Randomness randomness = random::nextBytes;
    private final TicketKeys keys =
            new TicketKeys(randomness, now::get, Duration.ofHours(6), Duration.ofHours(12));
    private final ServerStore store = new ServerStore(keys, AES_256, SHA_256, randomness,
            new SessionCache(now::get, 100, 1 << 20));

    @Test
    void aTicketBringsTheSessionBackAndIsShort() {
        Session session = session(ProtocolVersion.TLS13, 48, List.of(), Opaque.of(randomness.bytes(32)));
        Opaque ticket = store.seal(session).orElseThrow();
        assertThat(ticket.length()).isLessThanOrEqualTo(256);
        Session back = store.open(ticket).orElseThrow();
        assertThat(back).usingRecursiveComparison()
                .ignoringFields("secret", "serverName", "authenticatedAt")
                .withEqualsForType(Opaque::equals, Opaque.class)
                .isEqualTo(session);
        assertThat(back.authenticatedAt()).isCloseTo(session.authenticatedAt(), within(1000L));
        try (Secret in = session.secret(); Secret out = back.secret()) {
            assertThat(out.bytes()).isEqualTo(in.bytes());
        }
        assertThat(session.toString() + keys.ring()).doesNotContain("bytes]").doesNotContain("[B");
    }

    @Test
    void aClientsChainTravelsInItsTicketUpToTheLimit() {
        X509Certificate one = Certificates.authority("Session Root").certificate();
        List<X509Certificate> few = List.of(one, one);
        Opaque ticket = store.seal(session(ProtocolVersion.TLS12, 48, few, Opaque.EMPTY)).orElseThrow();
        assertThat(store.open(ticket).orElseThrow().peerChain()).isEqualTo(few);
        List<X509Certificate> many = Collections.nCopies(40, one);
        assertThat(store.seal(session(ProtocolVersion.TLS12, 48, many, Opaque.EMPTY))).isEmpty();
    }

    @Test
    void everyDamagedByteMakesItWorthless() {
        Opaque ticket = store.seal(session(ProtocolVersion.TLS13, 32, List.of(), Opaque.EMPTY)).orElseThrow();
        for (int at = 0; at < ticket.length(); at++) {
            byte[] damaged = ticket.bytes();
            damaged[at] ^= 1;
            assertThat(store.open(Opaque.of(damaged))).as("byte " + at).isEmpty();
            assertThat(store.open(ticket.slice(0, at))).as("length " + at).isEmpty();
        }
        assertThat(store.open(Opaque.of(new byte[TicketSealer.MOST_ACCEPTED + 1]))).isEmpty();
    }

    @Test
    void aKeyOfZerosIsNone() {
        assertThatThrownBy(() -> new TicketKey(Opaque.of(new byte[16]), Secret.zeros(32), 0))
                .isInstanceOf(IllegalArgumentException.class);
        ServerStore others = new ServerStore(new TicketKeys(randomness, now::get), AES_256, SHA_256, randomness,
                new SessionCache(now::get, 1, 1 << 20));
        Opaque ticket = others.seal(session(ProtocolVersion.TLS13, 32, List.of(), Opaque.EMPTY)).orElseThrow();
        assertThat(store.open(ticket)).isEmpty();
    }

    @Test
    void keysTurnByTheClock() {
        Opaque ticket = store.seal(session(ProtocolVersion.TLS13, 32, List.of(), Opaque.EMPTY)).orElseThrow();
        assertThat(store.isStale(ticket)).isFalse();
        now.addAndGet(Duration.ofHours(6).toMillis());
        assertThat(store.open(ticket)).isPresent();
        assertThat(store.isStale(ticket)).isTrue();
        now.addAndGet(Duration.ofHours(12).toMillis() - 1);
        assertThat(store.open(ticket)).isPresent();
        now.addAndGet(1);
        assertThat(store.open(ticket)).isEmpty();
    }

    @Test
    void theNextKeyOpensBeforeItSeals() {
        KeyRing before = keys.ring();
        TicketKeys ahead = new TicketKeys(randomness, now::get);
        ahead.adopt(before);
        ahead.rotateNow();
        ServerStore other = new ServerStore(ahead, AES_256, SHA_256, randomness, new SessionCache(now::get, 1, 9999));
        Opaque ticket = other.seal(session(ProtocolVersion.TLS13, 32, List.of(), Opaque.EMPTY)).orElseThrow();
        assertThat(store.open(ticket)).isPresent();
        assertThat(ahead.ring().current()).isEqualTo(before.next());
    }

    @Test
    void rotatedKeysOpenAndRevokedKeysDoNot() {
        Opaque ticket = store.seal(session(ProtocolVersion.TLS13, 32, List.of(), Opaque.EMPTY)).orElseThrow();
        keys.rotateNow();
        assertThat(store.open(ticket)).isPresent();
        keys.rotateNow();
        assertThat(store.open(ticket)).isPresent();
        keys.revokeAll();
        assertThat(store.open(ticket)).isEmpty();
        assertThat(keys.generation()).isEqualTo(3);
    }

    @Test
    void aClockThatRunsBackwardsGivesNothing() {
        Session session = session(ProtocolVersion.TLS12, 48, List.of(), Opaque.of(new byte[32]));
        store.keep(session);
        now.addAndGet(-1);
        assertThat(session.isFresh(now.get())).isFalse();
        assertThat(store.find(session.id())).isEmpty();
    }

    @Test
    void theCacheIsBoundedInEntriesAndBytes() {
        SessionCache small = new SessionCache(now::get, 10, 1 << 20);
        for (int i = 0; i < 100; i++) {
            small.keep(session(ProtocolVersion.TLS12, 48, List.of(), Opaque.of(new byte[] {(byte) i})));
            assertThat(small.size()).isEqualTo(Math.min(i + 1, 10));
        }
        assertThat(small.find(Opaque.of(new byte[] {89}))).isEmpty();
        assertThat(small.find(Opaque.of(new byte[] {90}))).isPresent();
        small.keep(session(ProtocolVersion.TLS12, 48, List.of(), Opaque.of(new byte[] {1})));
        assertThat(small.find(Opaque.of(new byte[] {90}))).as("used last").isPresent();
        assertThat(small.find(Opaque.of(new byte[] {91}))).as("longest unused").isEmpty();
        SessionCache light = new SessionCache(now::get, 100, 5L * SessionCache.ENTRY_BYTES);
        for (int i = 0; i < 6; i++) {
            light.keep(session(ProtocolVersion.TLS12, 48, List.of(), Opaque.of(new byte[] {(byte) i})));
        }
        assertThat(light.size()).isEqualTo(5);
        light.ids().forEach(light::forget);
        assertThat(light.bytes()).isZero();
    }

    @Test
    void sharedChainsAreCountedOnce() {
        List<X509Certificate> chain = List.of(Certificates.authority("Shared Root").certificate());
        SessionCache cache = new SessionCache(now::get, 100, 1 << 20);
        cache.keep(session(ProtocolVersion.TLS12, 48, chain, Opaque.of(new byte[] {1})));
        long one = cache.bytes();
        cache.keep(session(ProtocolVersion.TLS12, 48, chain, Opaque.of(new byte[] {2})));
        assertThat(cache.bytes()).isEqualTo(one + SessionCache.ENTRY_BYTES);
        cache.forget(Opaque.of(new byte[] {1}));
        assertThat(cache.bytes()).isEqualTo(one);
        cache.forget(Opaque.of(new byte[] {2}));
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void scopesDifferInEachOfTheirParts() {
        Opaque policy = Opaque.latin1("policy");
        Opaque trust = Opaque.latin1("trust");
        ResumptionScope one = scope(ResumptionScope.basis(policy, trust), ClientAuthentication.NONE, "a");
        assertThat(scope(ResumptionScope.basis(policy, trust), ClientAuthentication.NONE, "a")).isEqualTo(one);
        assertThat(List.of(
                        scope(ResumptionScope.basis(trust, policy), ClientAuthentication.NONE, "a"),
                        scope(ResumptionScope.basis(policy, policy), ClientAuthentication.NONE, "a"),
                        scope(ResumptionScope.basis(policy, trust), ClientAuthentication.WANT, "a"),
                        scope(ResumptionScope.basis(policy, trust), ClientAuthentication.NEED, "a"),
                        scope(ResumptionScope.basis(policy, trust), ClientAuthentication.NONE, "b"),
                        ResumptionScope.of(SHA_256, ResumptionScope.basis(policy, trust), ClientAuthentication.NONE,
                                Optional.of("a"), ProtocolVersion.TLS13, true),
                        ResumptionScope.of(SHA_256, ResumptionScope.basis(policy, trust), ClientAuthentication.NONE,
                                Optional.of("a"), ProtocolVersion.TLS12, false),
                        ResumptionScope.of(SHA_256, ResumptionScope.basis(policy, trust), ClientAuthentication.NONE,
                                Optional.empty(), ProtocolVersion.TLS12, true)))
                .doesNotContain(one)
                .doesNotHaveDuplicates();
    }

    private static ResumptionScope scope(Opaque basis, ClientAuthentication authentication, String name) {
        return ResumptionScope.of(SHA_256, basis, authentication, Optional.of(name), ProtocolVersion.TLS12, true);
    }

    private Session session(ProtocolVersion version, int secret, List<X509Certificate> chain, Opaque id) {
        return new Session(version, CipherSuite.TLS_AES_128_GCM_SHA256, Secret.of(randomness.bytes(secret)), now.get(),
                now.get() - 5000, 7200, Optional.of("host.example"), Optional.of("h2"), true,
                Optional.of(NamedGroup.X25519), Optional.of(SignatureScheme.ECDSA_SECP256R1_SHA256), Optional.empty(),
                new ResumptionScope(Opaque.of(randomness.bytes(32))), chain, List.of(), List.of(), new byte[0], id,
                0xFEDCBA98L, 0);
    }

    private static Aead suite(CipherSuite code) {
        return JDK.suites13().stream().filter(s -> s.suite().equals(code)).findFirst().orElseThrow().aead();
    }
}
