package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.ClientWishes;
import org.handfast.iana.AlertDescription;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.junit.jupiter.api.Test;

/** What RFC 9846 demands of records we send, read back from the bytes that leave. */
class OwnRecordsTest {
    private final Engines clients = new Engines();
    private final Engines servers = new Engines();
    private final Map<Pair.Side, ByteArrayOutputStream> sent = new HashMap<>();

    private record Sent(int type, int version, byte[] fragment) {}

    @Test
    void recordsHaveTheirForm() {
        for (boolean retried : new boolean[] {false, true}) {
            Pair pair = connect(retried);
            move(pair, pair.client, new byte[40000]);
            move(pair, pair.server, new byte[40000]);
            close(pair, pair.client);
            close(pair, pair.server);
            List<Sent> ofClient = records(pair.client);
            List<Sent> ofServer = records(pair.server);
            assertThat(ofClient.get(0).type).isEqualTo(22);
            assertThat(ofClient.get(0).version).as("RFC 9846 §5.1").isEqualTo(0x0301);
            assertThat(ofClient.subList(1, ofClient.size())).as("RFC 9846 §5.1").allMatch(r -> r.version == 0x0303);
            assertThat(ofServer).as("RFC 9846 §5.1").allMatch(r -> r.version == 0x0303);
            assertForms(ofClient);
            assertForms(ofServer);
            sent.clear();
        }
    }

    /** Hellos and Finished are the last bytes of their records; under keys the other end checks it (ReadHalf). */
    @Test
    void ourMessagesEndARecordBeforeKeysChange() {
        clients.clientAuthentication = ClientAuthentication.NONE;
        servers.clientAuthentication = ClientAuthentication.NEED;
        for (boolean retried : new boolean[] {false, true}) {
            Pair pair = connect(retried);
            for (Pair.Side side : List.of(pair.client, pair.server)) {
                List<Sent> hellos = records(side).stream().filter(record -> record.type == 22).toList();
                assertThat(hellos).hasSize(retried ? 2 : 1);
                assertThat(hellos).as("RFC 9846 §5.1").allMatch(record -> 4 + ((record.fragment[1] & 0xFF) << 16
                        | (record.fragment[2] & 0xFF) << 8 | record.fragment[3] & 0xFF) == record.fragment.length);
            }
            sent.clear();
        }
    }

    @Test
    void noDataLeavesBeforeOurFinished() {
        Pair pair = new Pair(clients, servers, ByteBuffer::allocate);
        pair.client.engine.begin();
        pair.server.engine.begin();
        int offered = 0;
        while (!(pair.client.engine.established() && pair.server.engine.established())) {
            for (Pair.Side side : List.of(pair.client, pair.server)) {
                ByteBuffer data = ByteBuffer.allocate(10);
                if (!side.engine.established()) {
                    boolean willBe = step(pair, side, data);
                    assertThat(data.remaining() == 10 || willBe).as("RFC 9846 §2, §5.1").isTrue();
                    offered++;
                }
                pair.step(side, other(pair, side));
            }
        }
        assertThat(offered).isGreaterThan(4);
    }

    @Test
    void recordsOfTls12HaveTheirForm() {
        Pair pair = new Pair(Engines.tls12(), Engines.tls12(), ByteBuffer::allocate);
        run(pair);
        move(pair, pair.client, new byte[40000]);
        move(pair, pair.server, new byte[40000]);
        close(pair, pair.client);
        for (Pair.Side side : List.of(pair.client, pair.server)) {
            List<Sent> records = records(side);
            int change = records.stream().map(Sent::type).toList().indexOf(20);
            List<Sent> clear = records.subList(0, change);
            List<Sent> sealed = records.subList(change + 1, records.size());
            assertThat(clear).as("RFC 5246 §6.2.1").isNotEmpty()
                    .allMatch(record -> record.type == 22 && record.fragment.length > 0);
            assertThat(records.get(change).fragment).as("RFC 5246 §7.1").containsExactly(1);
            assertThat(sealed.get(0).type).as("RFC 5246 §7.1: Finished comes first").isEqualTo(22);
            assertThat(sealed).as("RFC 5246 §6, §6.2.1, §7.1: sealed, nothing empty, nothing unknown")
                    .allMatch(record -> List.of(21, 22, 23).contains(record.type)
                            && record.fragment.length > 8 + 16 && record.fragment.length <= 16384 + 8 + 16);
            assertThat(records.subList(1, records.size())).as("RFC 5246 §6.2.1")
                    .allMatch(record -> record.version == 0x0303);
        }
    }

    /** RFC 7507 §3: the record of the alert has the version of the hello, or that of its record. */
    @Test
    void theAlertOfAFallbackHasTheClientsVersion() {
        Policy policy = new Policy("both", List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12),
                List.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256), true,
                List.of(List.of(NamedGroup.X25519)), false, List.of(), List.of(SignatureScheme.ECDSA_SECP256R1_SHA256),
                List.of());
        TlsContext context = new TlsContext(policy, new Catalog(Engines.JDK.suites13(), Engines.JDK.suites12(),
                Engines.JDK.kems(), Engines.JDK.signatureAlgorithms()), bytes -> Arrays.fill(bytes, (byte) 1), () -> 0,
                TlsObserver.NONE);
        EngineOptions plain = clients.options(Role.CLIENT);
        EngineOptions again = new EngineOptions(plain.role(), plain.peer(), plain.serverName(),
                plain.serverNameCheck(), plain.applicationProtocols(), plain.applicationProtocolSelector(),
                plain.clientAuthentication(), plain.credentials(), plain.verifier(), plain.largestPayload(),
                new ClientWishes(true, true, true));
        Pair pair = new Pair(TlsEngine.create(Engines.tls12().context(), again),
                TlsEngine.create(context, servers.options(Role.SERVER)));
        pair.client.engine.begin();
        pair.server.engine.begin();
        pair.flush(pair.client);
        TlsFailure refused = catchThrowableOfType(TlsFailure.class, () -> pair.take(pair.server, pair.client));
        assertThat(refused.reason()).isEqualTo(Reason.INAPPROPRIATE_FALLBACK);
        pair.flush(pair.server);
        assertThat(pair.server.wire).startsWith(21, 3, 3, 0, 2, 2).hasSize(7);
    }

    /** RFC 9846 §6: whatever fails, the alert is fatal; only closing is a warning. */
    @Test
    void errorAlertsAreFatal() {
        for (Reason reason : Reason.values()) {
            Alert alert = Alert.of(reason.failure());
            assertThat(alert.level()).as(reason.name()).isEqualTo(
                    alert.description().equals(AlertDescription.CLOSE_NOTIFY) ? 1 : 2);
            if (alert.level() == 2) {
                assertThat(alert.description()).as("RFC 9846 §6.2").isEqualTo(reason.alert());
            }
        }
    }

    private static void assertForms(List<Sent> records) {
        for (Sent record : records) {
            assertThat(record.type).as("RFC 9846 §5").isIn(20, 21, 22, 23);
            assertThat(record.fragment).as("RFC 9846 §5.1, §5.4: nothing empty").isNotEmpty();
            if (record.type == 20) {
                assertThat(record.fragment).containsExactly(1);
            } else if (record.type == 23) {
                assertThat(record.fragment.length).as("RFC 9846 §5.2, §5.4").isBetween(18, 16384 + 256);
            } else {
                assertThat(record.fragment.length).as("RFC 9846 §5.1").isLessThanOrEqualTo(16384);
            }
        }
        assertThat(records.stream().filter(record -> record.type == 20)).as("RFC 9846 appendix E.4").hasSize(1);
        assertThat(records.get(records.size() - 1).fragment).as("close_notify: one alert and its type, sealed")
                .hasSize(2 + 1 + 16);
        assertThat(records.stream().filter(record -> record.type == 21)).as("no alert in the clear").isEmpty();
    }

    private Pair connect(boolean retried) {
        clients.groups = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);
        servers.groups = List.of(retried ? NamedGroup.SECP256R1 : NamedGroup.X25519);
        Pair pair = new Pair(clients, servers, ByteBuffer::allocate);
        run(pair);
        assertThat(pair.server.engine.facts().helloRetried()).isEqualTo(retried);
        return pair;
    }

    private void run(Pair pair) {
        pair.client.engine.begin();
        pair.server.engine.begin();
        for (int i = 0; i < 100 && !(pair.client.engine.established() && pair.server.engine.established()); i++) {
            Pair.Side side = i % 2 == 0 ? pair.client : pair.server;
            int before = side.wire.length;
            pair.step(side, other(pair, side));
            note(side, before);
        }
    }

    private void move(Pair pair, Pair.Side from, byte[] data) {
        ByteBuffer source = ByteBuffer.wrap(data);
        ByteBuffer target = ByteBuffer.allocate(data.length + 17);
        while (source.hasRemaining()) {
            int before = from.wire.length;
            pair.send(from, source);
            note(from, before);
        }
        while (from.wire.length > 0) {
            pair.take(other(pair, from), from, target);
        }
        assertThat(target.position()).isEqualTo(data.length);
    }

    private void close(Pair pair, Pair.Side side) {
        side.engine.closeOutbound();
        int before = side.wire.length;
        pair.flush(side);
        note(side, before);
        pair.take(other(pair, side), side);
    }

    /** Offers data; whether this step connected the side, after which data may leave. */
    private static boolean step(Pair pair, Pair.Side side, ByteBuffer data) {
        if (side.engine.need() == Need.SEND || side.engine.need() == Need.RECEIVE) {
            pair.send(side, data);
        }
        return side.engine.established();
    }

    private void note(Pair.Side side, int before) {
        if (side.wire.length > before) {
            sent.computeIfAbsent(side, s -> new ByteArrayOutputStream())
                    .write(side.wire, before, side.wire.length - before);
        }
    }

    private List<Sent> records(Pair.Side side) {
        List<Sent> records = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(sent.get(side).toByteArray());
        while (in.hasRemaining()) {
            int type = in.get();
            int version = in.getShort();
            byte[] fragment = new byte[in.getShort() & 0xFFFF];
            in.get(fragment);
            records.add(new Sent(type, version, fragment));
        }
        return records;
    }

    private static Pair.Side other(Pair pair, Pair.Side side) {
        return side == pair.client ? pair.server : pair.client;
    }
}
