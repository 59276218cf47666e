package org.handfast.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Hash;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.crypto.selection.CatalogSelection;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.junit.jupiter.api.Test;

/**
 * The key schedule against the traces of RFC 8448. Where the trace names a value it is compared; and every protected
 * record is opened with the keys derived, which no wrong secret, key or IV survives.
 */
class Rfc8448Test {
    private static final int HANDSHAKE = 22;
    private static final int DATA = 23;
    private static final int ALERT = 21;
    private static final byte[] CLOSE_NOTIFY = {1, 0};

    private final Catalog catalog = CatalogSelection.standard().catalog();
    private final Suite13 suite = catalog.suite13(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow();
    private final Hash hash = suite.hash();
    private final ByteArrayOutputStream transcript = new ByteArrayOutputStream();

    @Test
    void simpleHandshake() {
        Trace trace = Trace.read("simple-1rtt");
        add(trace.messageOf("record_client_hello"), trace.messageOf("record_server_hello"));
        assertThat(current()).isEqualTo(trace.get("hash_server_hello"));
        Secret shared = x25519(trace);
        assertThat(shared.bytes()).isEqualTo(trace.get("shared_secret"));

        HandshakeSecret handshake = EarlySecret.of(suite).handshake(shared);
        TrafficSecret client = handshake.client(current());
        TrafficSecret server = handshake.server(current());
        assertSecret(client, trace, "client_handshake");
        assertSecret(server, trace, "server_handshake");
        assertServerFlight(trace, server, "encrypted_extensions", "certificate", "certificate_verify");
        assertThat(current()).isEqualTo(trace.get("hash_server_finished"));

        MainSecret main = handshake.main();
        TrafficSecret clientData = main.client(current());
        TrafficSecret serverData = main.server(current());
        assertSecret(clientData, trace, "client_application");
        assertSecret(serverData, trace, "server_application");
        assertExporter(main.exporter(current()), trace.get("exporter_secret"));
        assertThat(client.finished(current())).isEqualTo(trace.get("client_finished_data"));
        assertClientFinished(trace, client);
        assertThat(current()).isEqualTo(trace.get("hash_client_finished"));
        assertResumption(trace, main.resumption(current()));

        Opening fromServer = new Opening(serverData);
        byte[] ticket = fromServer.open(trace.get("record_new_session_ticket"), HANDSHAKE);
        assertThat(ticket[0]).as("new_session_ticket").isEqualTo((byte) 4);
        assertThat(fromServer.open(trace.get("record_server_data"), DATA)).isEqualTo(trace.get("data"));
        assertThat(fromServer.open(trace.get("record_server_close"), ALERT)).isEqualTo(CLOSE_NOTIFY);
        assertClientData(trace, clientData);
    }

    /** What the trace shows sealed, our sealing makes byte for byte. */
    @Test
    void simpleHandshakeSealedAgain() {
        Trace trace = Trace.read("simple-1rtt");
        TrafficSecret server = TrafficSecret.of(suite, Secret.of(trace.get("server_handshake_secret")));
        byte[] plain = concat(trace.get("encrypted_extensions"), trace.get("certificate"),
                trace.get("certificate_verify"), trace.get("server_finished"), new byte[] {HANDSHAKE});
        byte[] header = Arrays.copyOf(trace.get("record_server_flight"), 5);
        try (TrafficSecret.Keys keys = server.sealing()) {
            byte[] sealed = new byte[5 + plain.length + 16];
            System.arraycopy(header, 0, sealed, 0, 5);
            System.arraycopy(plain, 0, sealed, 5, plain.length);
            keys.key().seal(keys.iv().bytes(), header, sealed, 5, plain.length, sealed, 5);
            assertThat(sealed).isEqualTo(trace.get("record_server_flight"));
        }
    }

    @Test
    void resumedHandshake() {
        Trace trace = Trace.read("resumed-0rtt");
        byte[] hello = trace.messageOf("record_client_hello");
        EarlySecret early = EarlySecret.of(suite, Secret.of(trace.get("psk")));
        // the binders list is the last of the hello: its length (2), one binder's length (1), the binder (32)
        byte[] truncated = Arrays.copyOf(hello, hello.length - 35);
        assertThat(hash.digest(truncated)).isEqualTo(trace.get("hash_binder"));
        assertThat(early.resumptionBinder(hash.digest(truncated)))
                .isEqualTo(trace.get("binder"))
                .isEqualTo(Arrays.copyOfRange(hello, hello.length - 32, hello.length));
        assertThat(early.externalBinder(hash.digest(truncated))).isNotEqualTo(trace.get("binder"));

        add(hello);
        assertExporter(early.exporter(current()), trace.get("early_exporter_secret"));
        Opening earlyData = new Opening(early.client(current()));
        assertThat(earlyData.open(trace.get("record_early_data"), DATA)).isEqualTo(trace.get("early_data"));
        byte[] endOfEarlyData = earlyData.open(trace.get("record_end_of_early_data"), HANDSHAKE);
        assertThat(endOfEarlyData).containsExactly(5, 0, 0, 0);

        add(trace.messageOf("record_server_hello"));
        Secret shared = x25519(trace);
        assertThat(shared.bytes()).isEqualTo(trace.get("shared_secret"));
        HandshakeSecret handshake = early.handshake(shared);
        TrafficSecret client = handshake.client(current());
        TrafficSecret server = handshake.server(current());
        assertThat(bytes(client)).isEqualTo(trace.get("client_handshake_secret"));
        assertThat(bytes(server)).isEqualTo(trace.get("server_handshake_secret"));
        assertServerFlight(trace, server, "encrypted_extensions");

        MainSecret main = handshake.main();
        TrafficSecret clientData = main.client(current());
        TrafficSecret serverData = main.server(current());
        assertThat(bytes(clientData)).isEqualTo(trace.get("client_application_secret"));
        assertThat(bytes(serverData)).isEqualTo(trace.get("server_application_secret"));
        assertExporter(main.exporter(current()), trace.get("exporter_secret"));
        add(endOfEarlyData);
        assertThat(client.finished(current())).isEqualTo(trace.get("client_finished_data"));
        assertClientFinished(trace, client);
        assertThat(new Opening(serverData).open(trace.get("record_server_data"), DATA)).isEqualTo(trace.get("data"));
        assertClientData(trace, clientData);
    }

    @Test
    void helloRetryRequest() {
        Trace trace = Trace.read("hello-retry-request");
        // RFC 9846 §4.4.1: the first hello is replaced by message_hash
        byte[] first = hash.digest(trace.messageOf("record_client_hello"));
        add(new byte[] {(byte) 254, 0, 0, (byte) first.length}, first, trace.messageOf("record_hello_retry_request"));
        byte[] second = trace.messageOf("record_client_hello_2");
        byte[] serverHello = trace.messageOf("record_server_hello");
        add(second, serverHello);

        KemKey key = catalog.kem(NamedGroup.SECP256R1).orElseThrow()
                .generate(target -> System.arraycopy(
                        trace.get("client_secp256r1_private"), 0, target, 0, target.length));
        assertThat(HexFormat.of().formatHex(second)).contains(HexFormat.of().formatHex(key.share()));
        // key_share stands before supported_versions (6 bytes), which is last
        byte[] share = Arrays.copyOfRange(serverHello, serverHello.length - 71, serverHello.length - 6);
        HandshakeSecret handshake = EarlySecret.of(suite).handshake(key.decapsulate(share));
        TrafficSecret client = handshake.client(current());
        TrafficSecret server = handshake.server(current());
        assertServerFlight(trace, server, "encrypted_extensions", "certificate", "certificate_verify");
        MainSecret main = handshake.main();
        TrafficSecret clientData = main.client(current());
        TrafficSecret serverData = main.server(current());
        assertClientFinished(trace, client);
        assertThat(new Opening(clientData).open(trace.get("record_client_close"), ALERT)).isEqualTo(CLOSE_NOTIFY);
        assertThat(new Opening(serverData).open(trace.get("record_server_close"), ALERT)).isEqualTo(CLOSE_NOTIFY);
    }

    @Test
    void clientAuthentication() {
        Trace trace = Trace.read("client-authentication");
        add(trace.messageOf("record_client_hello"), trace.messageOf("record_server_hello"));
        HandshakeSecret handshake = EarlySecret.of(suite).handshake(x25519(trace));
        TrafficSecret client = handshake.client(current());
        TrafficSecret server = handshake.server(current());
        assertServerFlight(trace, server,
                "encrypted_extensions", "certificate_request", "certificate", "certificate_verify");
        MainSecret main = handshake.main();
        TrafficSecret clientData = main.client(current());
        TrafficSecret serverData = main.server(current());

        byte[] flight = new Opening(client).open(trace.get("record_client_flight"), HANDSHAKE);
        add(Arrays.copyOf(flight, flight.length - 36));
        assertThat(Arrays.copyOfRange(flight, flight.length - 32, flight.length)).isEqualTo(client.finished(current()));
        assertThat(new Opening(clientData).open(trace.get("record_client_close"), ALERT)).isEqualTo(CLOSE_NOTIFY);
        assertThat(new Opening(serverData).open(trace.get("record_server_close"), ALERT)).isEqualTo(CLOSE_NOTIFY);
    }

    private void assertSecret(TrafficSecret secret, Trace trace, String name) {
        Secret expected = Secret.of(trace.get(name + "_secret"));
        assertThat(bytes(secret)).isEqualTo(expected.bytes());
        assertThat(Labels.expand(hash, expected, "key", 16).bytes()).isEqualTo(trace.get(name + "_key"));
        try (TrafficSecret.Keys keys = secret.opening()) {
            assertThat(keys.iv().bytes()).isEqualTo(trace.get(name + "_iv"));
        }
    }

    /** The exporter's secret shows only in what it exports. */
    private void assertExporter(Exporter exporter, byte[] secret) {
        Exporter expected = new Exporter13(hash, Secret.of(secret));
        assertThat(exporter.export("EXPORTER-test", new byte[] {1}, 40))
                .isEqualTo(expected.export("EXPORTER-test", new byte[] {1}, 40));
    }

    private void assertResumption(Trace trace, ResumptionSecret resumption) {
        assertThat(resumption.psk(trace.get("ticket_nonce")).bytes()).isEqualTo(trace.get("psk"));
        ResumptionSecret expected = new ResumptionSecret(suite, Secret.of(trace.get("resumption_secret")));
        assertThat(resumption.psk(new byte[] {9}).bytes()).isEqualTo(expected.psk(new byte[] {9}).bytes());
    }

    /** Opens the flight, finds the messages in it, and checks Finished over those before it. */
    private void assertServerFlight(Trace trace, TrafficSecret server, String... messages) {
        byte[] flight = new Opening(server).open(trace.get("record_server_flight"), HANDSHAKE);
        for (String message : messages) {
            add(trace.get(message));
        }
        byte[] finished = concat(new byte[] {20, 0, 0, 32}, server.finished(current()));
        assertThat(finished).isEqualTo(trace.get("server_finished"));
        add(finished);
        byte[] all = transcript.toByteArray();
        assertThat(flight).isEqualTo(Arrays.copyOfRange(all, all.length - flight.length, all.length));
    }

    private void assertClientFinished(Trace trace, TrafficSecret client) {
        byte[] flight = new Opening(client).open(trace.get("record_client_flight"), HANDSHAKE);
        assertThat(flight).isEqualTo(concat(new byte[] {20, 0, 0, 32}, client.finished(current())));
        add(flight);
    }

    private void assertClientData(Trace trace, TrafficSecret clientData) {
        Opening fromClient = new Opening(clientData);
        assertThat(fromClient.open(trace.get("record_client_data"), DATA)).isEqualTo(trace.get("data"));
        assertThat(fromClient.open(trace.get("record_client_close"), ALERT)).isEqualTo(CLOSE_NOTIFY);
    }

    /** Agrees from the client's side; the shares are the first and last 32-byte keys in the hellos. */
    private Secret x25519(Trace trace) {
        KemKey client = key(trace.get("client_x25519_private"));
        KemKey server = key(trace.get("server_private"));
        assertThat(HexFormat.of().formatHex(trace.get("record_client_hello")))
                .contains(HexFormat.of().formatHex(client.share()));
        assertThat(HexFormat.of().formatHex(trace.get("record_server_hello")))
                .contains(HexFormat.of().formatHex(server.share()));
        Secret shared = client.decapsulate(server.share());
        assertThat(server.decapsulate(client.share()).bytes()).isEqualTo(shared.bytes());
        return shared;
    }

    private KemKey key(byte[] privateKey) {
        return catalog.kem(NamedGroup.X25519).orElseThrow()
                .generate(target -> System.arraycopy(privateKey, 0, target, 0, target.length));
    }

    private void add(byte[]... messages) {
        for (byte[] message : messages) {
            transcript.writeBytes(message);
        }
    }

    private byte[] current() {
        return hash.digest(transcript.toByteArray());
    }

    private static byte[] bytes(TrafficSecret secret) {
        try (Secret copy = secret.forKeyLog()) {
            return copy.bytes().clone();
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Opens records in order (RFC 9846 §5.2, §5.3). */
    private static final class Opening {
        private final TrafficSecret.Keys keys;
        private int sequence;

        Opening(TrafficSecret secret) {
            keys = secret.opening();
        }

        byte[] open(byte[] record, int type) {
            byte[] nonce = keys.iv().bytes().clone();
            nonce[nonce.length - 1] ^= (byte) sequence++;
            byte[] plain = new byte[record.length - 5 - 16];
            int length = keys.key().open(nonce, Arrays.copyOf(record, 5), record, 5, record.length - 5, plain, 0);
            assertThat(plain[length - 1]).as("content type").isEqualTo((byte) type);
            return Arrays.copyOf(plain, length - 1);
        }
    }
}
