package org.handfast.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.handfast.crypto.Secret;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.testing.Certificates;
import org.handfast.wire.Opaque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What sessions cost on the heap, measured after collections, and that a flood costs no more. */
class SessionMemoryTest {
    private static final int SESSIONS = 100_000;
    private static final long NOW = 1_790_000_000_000L;
    private static final List<X509Certificate> CHAIN =
            List.of(Certificates.selfSigned("client.example").certificate());

    @Test
    @DisplayName("T-7: 100,000 sessions of a server take what the cache counts; ten times as many take no more")
    void aFloodLeavesTheHeapFlat() {
        long before = used();
        SessionCache cache = new SessionCache(() -> NOW, SESSIONS, 1L << 40);
        IntStream.range(0, SESSIONS).forEach(i -> cache.keep(session(i, List.of())));
        long full = used() - before;
        System.out.printf("%,d sessions without client certificate: %,d bytes each (counted: %,d)%n",
                SESSIONS, full / SESSIONS, cache.bytes() / SESSIONS);
        assertThat(cache.size()).isEqualTo(SESSIONS);
        assertThat(full).as("what is counted is what is there").isBetween(cache.bytes() / 2, cache.bytes() * 3 / 2);

        IntStream.range(SESSIONS, 11 * SESSIONS).forEach(i -> cache.keep(session(i, List.of())));
        long flooded = used() - before;
        assertThat(cache.size()).isEqualTo(SESSIONS);
        assertThat(flooded).as("after a flood of ten times the capacity").isLessThan(full + full / 10);
        assertThat(cache.find(id(11 * SESSIONS - 1))).isPresent();
        assertThat(cache.find(id(0))).isEmpty();
    }

    @Test
    @DisplayName("T-7: a client's chain that many sessions share is held and counted once")
    void sharedChainsCostOnce() {
        SessionCache without = new SessionCache(() -> NOW, SESSIONS, 1L << 40);
        SessionCache with = new SessionCache(() -> NOW, SESSIONS, 1L << 40);
        IntStream.range(0, 1000).forEach(i -> {
            without.keep(session(i, List.of()));
            with.keep(session(i, copies()));
        });
        assertThat(with.bytes() - without.bytes()).isBetween(100L, 20_000L);
        assertThat(with.find(id(1)).orElseThrow().peerChain()).isSameAs(with.find(id(2)).orElseThrow().peerChain());
    }

    /** Another list of equal certificates, as each handshake has it. */
    private static List<X509Certificate> copies() {
        try {
            byte[] der = CHAIN.get(0).getEncoded();
            return List.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }

    private static Session session(int number, List<X509Certificate> chain) {
        try (Secret secret = Secret.of(new byte[48])) {
            return new Session(ProtocolVersion.TLS12, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, secret,
                    NOW, NOW, 7200, Optional.of("host" + number % 100 + ".example"), Optional.of("h2"), true,
                    Optional.of(NamedGroup.X25519), Optional.of(SignatureScheme.ECDSA_SECP256R1_SHA256),
                    Optional.empty(), scope(), chain, List.of(), List.of(), new byte[0], id(number), 0, 0);
        }
    }

    /** Of its own, as each handshake makes it. */
    private static ResumptionScope scope() {
        return new ResumptionScope(Opaque.of(new byte[ResumptionScope.LENGTH]));
    }

    private static Opaque id(int number) {
        return Opaque.of(ByteBuffer.allocate(32).putInt(number).array());
    }

    /** Bytes of the heap in use, when nothing more can be collected. */
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
