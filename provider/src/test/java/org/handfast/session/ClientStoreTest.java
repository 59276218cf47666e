package org.handfast.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.handfast.crypto.Secret;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
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

    private KeptSession kept(ProtocolVersion version) {
        return new KeptSession(new Session(version, CipherSuite.TLS_AES_128_GCM_SHA256, Secret.of(new byte[] {1}),
                now.get(), now.get(), 7200, Optional.empty(), Optional.empty(), true, Optional.empty(),
                Optional.empty(), Optional.empty(), new ResumptionScope(Opaque.of(new byte[32])), List.of(), List.of(),
                List.of(), new byte[0], Opaque.EMPTY, 0, 0), Opaque.latin1("ticket"));
    }

    private static ClientKey key(String host, int port) {
        return new ClientKey(host, port, Opaque.EMPTY);
    }
}
