package org.handfast.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.handfast.crypto.Secret;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.wire.Opaque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A client's sessions: single use in TLS 1.3, kept apart, bounded (security rules T-6, T-7). */
class ClientStoreTest {
    private final AtomicLong now = new AtomicLong(1_790_000_000_000L);
    private final ClientStore store = new ClientStore(now::get, 3);

    @Test
    void ticketsOfTls13AreTakenOnceNewestFirst() {
        KeptSession first = kept(ProtocolVersion.TLS13);
        KeptSession second = kept(ProtocolVersion.TLS13);
        store.keep(key("a", 1), first);
        store.keep(key("a", 1), second);
        assertThat(store.take(key("A", 1), 1)).containsExactly(second);
        assertThat(store.take(key("a", 1), 5)).containsExactly(first);
        assertThat(store.take(key("a", 1), 5)).isEmpty();
    }

    @Test
    void theSessionOfTls12StaysUntilForgotten() {
        KeptSession session = kept(ProtocolVersion.TLS12);
        store.keep(key("a", 1), session);
        assertThat(store.find(key("a", 1))).contains(session);
        assertThat(store.find(key("a", 1))).contains(session);
        assertThat(store.take(key("a", 1), 5)).isEmpty();
        store.forget(key("a", 1), session.session());
        assertThat(store.find(key("a", 1))).isEmpty();
    }

    @Test
    void nothingCrossesFromOnePlaceToAnother() {
        store.keep(key("a", 1), kept(ProtocolVersion.TLS13));
        assertThat(store.take(key("b", 1), 5)).isEmpty();
        assertThat(store.take(key("a", 2), 5)).isEmpty();
        assertThat(store.take(new ClientKey("a", 1, Opaque.latin1("other trust")), 5)).isEmpty();
        assertThat(store.take(key("a", 1), 5)).hasSize(1);
    }

    @Test
    void whatIsOldIsGone() {
        store.keep(key("a", 1), kept(ProtocolVersion.TLS13));
        store.keep(key("a", 1), kept(ProtocolVersion.TLS12));
        now.addAndGet(7_200_000);
        assertThat(store.sessions()).isEmpty();
        assertThat(store.take(key("a", 1), 5)).isEmpty();
        assertThat(store.find(key("a", 1))).isEmpty();
    }

    @Test
    void boundsHold() {
        for (int i = 0; i < 30; i++) {
            store.keep(key("host" + i, 1), kept(ProtocolVersion.TLS13));
        }
        assertThat(store.size()).isEqualTo(3);
        assertThat(store.take(key("host29", 1), 5)).hasSize(1);
        for (int i = 0; i < 30; i++) {
            store.keep(key("host29", 1), kept(ProtocolVersion.TLS13));
        }
        assertThat(store.sessions()).hasSizeLessThanOrEqualTo(2 + ClientStore.TICKETS_PER_SERVER);
        assertThat(store.take(key("host29", 1), 99)).hasSize(ClientStore.TICKETS_PER_SERVER);
        store.limit(0);
        store.keep(key("a", 1), kept(ProtocolVersion.TLS13));
        assertThat(store.size()).isZero();
    }

    @Test
    @DisplayName("T-7: a client's store is bounded in bytes, and empty it holds none")
    void bytesAreCountedAndBounded() {
        int each = SessionCache.ENTRY_BYTES + 1000;
        ClientStore light = new ClientStore(now::get, 1000, 5L * each);
        for (int i = 0; i < 50; i++) {
            light.keep(key("host" + i, 1), kept(ProtocolVersion.TLS13, 1000, List.of()));
            assertThat(light.bytes()).isEqualTo((long) each * Math.min(i + 1, 5));
        }
        assertThat(light.take(key("host49", 1), 1)).hasSize(1);
        light.keep(key("host48", 1), kept(ProtocolVersion.TLS12, 1000, List.of()));
        assertThat(light.bytes()).isEqualTo(5L * each);
        light.keep(key("host48", 1), kept(ProtocolVersion.TLS12, 1001, List.of()));
        assertThat(light.find(key("host45", 1))).isEmpty();
        assertThat(light.bytes()).as("one byte too much takes a server away").isEqualTo(4L * each + 1);
        for (int i = 0; i < 50; i++) {
            light.forget(key("host" + i, 1));
        }
        assertThat(light.bytes()).isZero();
    }

    @Test
    void equalChainsAreHeldOnce() {
        Authority root = Certificates.authority("Shared Root");
        store.keep(key("a", 1), kept(ProtocolVersion.TLS13, 10, List.of(root.certificate())));
        long one = store.bytes();
        store.keep(key("b", 1), kept(ProtocolVersion.TLS13, 10, new ArrayList<>(List.of(root.certificate()))));
        assertThat(store.bytes()).isEqualTo(one + SessionCache.ENTRY_BYTES + 10);
        List<Session> both = store.sessions();
        assertThat(both.get(0).peerChain()).isSameAs(both.get(1).peerChain());
        KeptSession taken = store.take(key("a", 1), 1).get(0);
        assertThat(store.bytes()).isEqualTo(one);
        store.forget(key("b", 1), taken.session());
        assertThat(store.bytes()).as("another session").isEqualTo(one);
        store.forget(key("b", 1), both.get(1));
        assertThat(store.bytes()).isZero();
    }

    @Test
    @DisplayName("T-7: ten times the capacity leaves the store as large as before")
    void aFloodOnlyEvicts() {
        ClientStore flooded = new ClientStore(now::get, 100);
        for (int i = 0; i < 1000; i++) {
            flooded.keep(key("host" + i, 1), kept(i % 2 == 0 ? ProtocolVersion.TLS13 : ProtocolVersion.TLS12));
        }
        assertThat(flooded.size()).isEqualTo(100);
        assertThat(flooded.bytes()).isEqualTo(100L * (SessionCache.ENTRY_BYTES + 6));
    }

    private KeptSession kept(ProtocolVersion version) {
        return kept(version, 6, List.of());
    }

    private KeptSession kept(ProtocolVersion version, int ticket, List<X509Certificate> chain) {
        return new KeptSession(new Session(version, CipherSuite.TLS_AES_128_GCM_SHA256, Secret.of(new byte[] {1}),
                now.get(), now.get(), 7200, Optional.empty(), Optional.empty(), true, Optional.empty(),
                Optional.empty(), Optional.empty(), new ResumptionScope(Opaque.of(new byte[32])), chain, List.of(),
                List.of(), new byte[0], Opaque.EMPTY, 0, 0), Opaque.of(new byte[ticket]));
    }

    private static ClientKey key(String host, int port) {
        return new ClientKey(host, port, Opaque.EMPTY);
    }
}
