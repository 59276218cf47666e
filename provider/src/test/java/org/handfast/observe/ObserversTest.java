package org.handfast.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.engine.TlsObserver;
import org.handfast.failure.Reason;
import org.handfast.failure.Remedy;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObserversTest {
    private static final HandshakeFacts FACTS = HandshakeFacts.NONE
            .withVersion(ProtocolVersion.TLS13)
            .withSuite(CipherSuite.TLS_AES_128_GCM_SHA256)
            .withGroup(NamedGroup.X25519MLKEM768)
            .withLocalScheme(SignatureScheme.ECDSA_SECP256R1_SHA256)
            .withServerName("www.example.com")
            .withApplicationProtocol("h2");

    private final Observed observed = new Observed();
    private final TlsObserver observer = observed.observer("web");

    @Test
    void countsByWhatWasNegotiated() {
        observer.finished(Role.SERVER, "192.0.2.1:5", FACTS, 1000);
        observer.finished(Role.SERVER, "192.0.2.1:6", FACTS.withGroup(NamedGroup.X25519), 1000);
        Counters counters = observed.counters();
        assertThat(counters.finished()).isEqualTo(2);
        assertThat(counters.failed()).isZero();
        assertThat(counters.groups()).containsEntry("X25519MLKEM768", 1L).containsEntry("x25519", 1L).hasSize(2);
        assertThat(counters.suites()).containsEntry("TLS_AES_128_GCM_SHA256", 2L).hasSize(1);
        assertThat(counters.versions()).containsEntry("TLSv1.3", 2L).hasSize(1);
        assertThat(counters.schemes()).containsEntry("ecdsa_secp256r1_sha256", 2L).hasSize(1);
        assertThat(counters.profiles()).containsEntry("web", 2L).hasSize(1);
    }

    @Test
    void countsHowConnectionsOfAProfileBegan() {
        observer.finished(Role.SERVER, "192.0.2.1:5", FACTS, 1000);
        observer.finished(Role.SERVER, "192.0.2.1:5",
                FACTS.withResumed(true).withEarlyDataVerdict(EarlyDataVerdict.ACCEPTED), 1000);
        observer.finished(Role.SERVER, "192.0.2.1:5",
                FACTS.withResumed(true).withEarlyDataVerdict(EarlyDataVerdict.REPLAYED), 1000);
        observer.finished(Role.SERVER, "192.0.2.1:5",
                FACTS.withResumed(true).withVersion(ProtocolVersion.TLS12), 1000);
        observed.observer("").finished(Role.CLIENT, "192.0.2.1:5", FACTS, 1000);
        assertThat(observed.counters().resumption()).containsOnlyKeys("web");
        ResumptionCounts web = observed.counters().resumption().get("web");
        assertThat(web.full()).isEqualTo(1);
        assertThat(web.resumed()).isEqualTo(Map.of("TLSv1.3", 2L, "TLSv1.2", 1L));
        assertThat(web.earlyData()).isEqualTo(Map.of("ACCEPTED", 1L, "REPLAYED", 1L));
        assertThat(web.rate()).isEqualTo(75.0);
    }

    @Test
    void aFailureIsKeptWithItsRemedy() {
        TlsFailure failure = Reason.NO_COMMON_GROUP.with("offered", "[x448]");
        observer.failed(Role.SERVER, "192.0.2.1:5", FACTS, failure, 1000);
        assertThat(observed.counters().failures()).containsEntry("NO_COMMON_GROUP", 1L);
        assertThat(observed.failures().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.profile()).isEqualTo("web");
            assertThat(entry.serverName()).isEqualTo("www.example.com");
            assertThat(entry.reason()).isEqualTo(Reason.NO_COMMON_GROUP);
            assertThat(entry.alert()).isEqualTo(Reason.NO_COMMON_GROUP.alert());
            assertThat(entry.blame()).isEqualTo(Reason.NO_COMMON_GROUP.blame());
            assertThat(entry.remedy()).isEqualTo(Remedy.of(Reason.NO_COMMON_GROUP));
            assertThat(entry.facts()).containsEntry("offered", "[x448]");
        });
    }

    @Test
    void onlyTheLastFailuresAreKeptNewestFirst() {
        for (int i = 0; i < FailureLog.CAPACITY + 5; i++) {
            observer.failed(Role.CLIENT, "peer " + i, FACTS, Reason.NOT_TLS.failure(), 1);
        }
        List<FailureEntry> entries = observed.failures().entries();
        assertThat(entries).hasSize(FailureLog.CAPACITY);
        assertThat(entries.get(0).peer()).isEqualTo("peer " + (FailureLog.CAPACITY + 4));
        assertThat(observed.counters().failed()).isEqualTo(FailureLog.CAPACITY + 5);
    }

    @Test
    void peerTextCannotForgeLines() {
        String evil = "a\r\n\u001b[31mb" + "x".repeat(400);
        observer.failed(Role.SERVER, evil, FACTS.withServerName(evil), Reason.NOT_TLS.with("said", evil), 1);
        FailureEntry entry = observed.failures().entries().get(0);
        assertThat(List.of(entry.peer(), entry.serverName(), entry.facts().get("said"))).allSatisfy(text -> {
            assertThat(text).startsWith("a???[31mb").hasSizeLessThanOrEqualTo(256);
            assertThat(text.chars()).allMatch(c -> c >= 0x20 && c != 0x7F);
        });
    }

    @Test
    void aThrowingObserverOrListenerHurtsNobody() {
        List<FailureEntry> heard = new ArrayList<>();
        observed.failures().addListener(entry -> {
            throw new IllegalStateException("listener's defect");
        });
        observed.failures().addListener(heard::add);
        TlsObserver broken = new TlsObserver() {
            @Override
            public void failed(Role role, String peer, HandshakeFacts facts, TlsFailure failure, long nanos) {
                throw new IllegalStateException("observer's defect");
            }
        };
        Observers.combine(broken, observer).failed(Role.SERVER, "p", FACTS, Reason.NOT_TLS.failure(), 1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void theFlightRecorderSeesBoth(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("handshakes.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("org.handfast.Handshake");
            recording.enable("org.handfast.HandshakeFailure");
            recording.start();
            observer.finished(Role.SERVER, "192.0.2.1:5", FACTS, 1234);
            observer.failed(Role.CLIENT, "192.0.2.2:6", FACTS, Reason.BAD_FINISHED.failure(), 99);
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).filteredOn(e -> e.getEventType().getName().equals("org.handfast.Handshake"))
                .singleElement().satisfies(ObserversTest::hasAllFacts);
        assertThat(events).filteredOn(e -> e.getEventType().getName().equals("org.handfast.HandshakeFailure"))
                .singleElement().satisfies(e -> {
                    assertThat(e.getString("reason")).isEqualTo("BAD_FINISHED");
                    assertThat(e.getString("alert")).isEqualTo("decrypt_error");
                    assertThat(e.getString("blame")).isEqualTo("PEER_MISBEHAVED");
                    assertThat(e.getString("role")).isEqualTo("CLIENT");
                });
    }

    private static void hasAllFacts(RecordedEvent event) {
        assertThat(event.getString("profile")).isEqualTo("web");
        assertThat(event.getString("role")).isEqualTo("SERVER");
        assertThat(event.getString("peer")).isEqualTo("192.0.2.1:5");
        assertThat(event.getString("version")).isEqualTo("TLSv1.3");
        assertThat(event.getString("suite")).isEqualTo("TLS_AES_128_GCM_SHA256");
        assertThat(event.getString("group")).isEqualTo("X25519MLKEM768");
        assertThat(event.getString("scheme")).isEqualTo("ecdsa_secp256r1_sha256");
        assertThat(event.getString("serverName")).isEqualTo("www.example.com");
        assertThat(event.getString("alpn")).isEqualTo("h2");
        assertThat(event.getBoolean("resumed")).isFalse();
        assertThat(event.getLong("handshakeTime")).isEqualTo(1234);
    }
}
