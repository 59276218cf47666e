package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.handfast.config.TlsRegistry;
import org.handfast.credential.HandshakeFacts;
import org.handfast.jsse.EarlyDataConnection.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Early data of sockets and engines between profiles that allow it. */
class EarlyDataConnectionTest {
    private static final String ALLOWED = "  resumption: {earlyData: {reason: prices may be asked for twice}}\n";
    private static final byte[] REQUEST = "GET /prices".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private Path yaml;
    private TlsRegistry registry;
    private SSLContext servers;
    private SSLContext clients;

    @BeforeEach
    void files() throws Exception {
        Files.writeString(directory.resolve("server.pem"),
                block("CERTIFICATE", Contexts.SERVER.certificate().getEncoded()));
        Path key = directory.resolve("server.key");
        Files.writeString(key, block("PRIVATE KEY", Contexts.SERVER.key().getEncoded()));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(directory.resolve("ca.pem"), block("CERTIFICATE", Contexts.CA.certificate().getEncoded()));
        yaml = directory.resolve("handfast.yaml");
        profiles(ALLOWED, ALLOWED);
        registry = TlsRegistry.of(yaml);
        servers = ProfileContexts.of(registry, "web");
        clients = ProfileContexts.of(registry, "prices");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    @Timeout(60)
    void aServersEngineTellsEarlyBytesFromTheRest() throws Exception {
        first();
        EnginePair pair = pair();
        early(pair.client.engine).offerEarlyData(REQUEST);
        assertThat(early(pair.client.engine).earlyDataStatus()).isEqualTo(Status.PENDING);
        String got = untilTheServerReads(pair);
        assertThat(got).isEqualTo("GET /prices");
        assertThat(early(pair.server.engine).isLastReadEarly()).isTrue();
        assertThat(confirmed(pair.server.engine)).isEqualTo(false);
        pair.handshake();
        assertThat(early(pair.client.engine).earlyDataStatus()).isEqualTo(Status.ACCEPTED);
        assertThat(pair.send(pair.client, pair.server, "more")).isEqualTo("more");
        assertThat(early(pair.server.engine).isLastReadEarly()).isFalse();
        assertThat(confirmed(pair.server.engine)).isEqualTo(true);
        assertThat(pair.send(pair.server, pair.client, "answer")).isEqualTo("answer");
    }

    @Test
    @DisplayName("E-1: off by default on either side")
    void offByDefault() throws Exception {
        for (String[] sides : new String[][] {{"", ALLOWED}, {ALLOWED, ""}}) {
            profiles(sides[0], sides[1]);
            registry.refresh();
            first();
            EnginePair pair = pair();
            early(pair.client.engine).offerEarlyData(REQUEST);
            pair.handshake();
            assertThat(early(pair.client.engine).earlyDataStatus()).isEqualTo(Status.NOT_SENT);
            assertThat(facts(pair.client.engine).resumed()).isTrue();
        }
    }

    @Test
    void withoutATicketItIsNotSent() throws Exception {
        EnginePair pair = pair();
        early(pair.client.engine).offerEarlyData(REQUEST);
        pair.handshake();
        assertThat(early(pair.client.engine).earlyDataStatus()).isEqualTo(Status.NOT_SENT);
    }

    @Test
    void moreThanTheTicketAllowsIsNotSentAtAll() throws Exception {
        first();
        EnginePair pair = pair();
        early(pair.client.engine).offerEarlyData(new byte[14_337]);
        pair.handshake();
        assertThat(early(pair.client.engine).earlyDataStatus()).isEqualTo(Status.NOT_SENT);
        assertThat(pair.send(pair.client, pair.server, "goes on")).isEqualTo("goes on");
    }

    @Test
    void whatTheServerPassesOverIsRejected() throws Exception {
        first();
        profiles("", ALLOWED);
        registry.refresh();
        EnginePair pair = pair();
        early(pair.client.engine).offerEarlyData(REQUEST);
        pair.handshake();
        assertThat(early(pair.client.engine).earlyDataStatus()).isEqualTo(Status.REJECTED);
        assertThat(pair.send(pair.client, pair.server, "again")).isEqualTo("again");
        assertThat(early(pair.server.engine).isLastReadEarly()).isFalse();
    }

    @Test
    void isOfferedByAClientBeforeTheHandshake() throws Exception {
        assertThatThrownBy(() -> early(pair().server.engine).offerEarlyData(REQUEST))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> early(pair().client.engine).offerEarlyData(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        EnginePair begun = pair();
        begun.handshake();
        assertThatThrownBy(() -> early(begun.client.engine).offerEarlyData(REQUEST))
                .isInstanceOf(IllegalStateException.class);
        assertThat(early(begun.client.engine).earlyDataStatus()).isEqualTo(Status.NONE);
    }

    @Test
    void socketsSendAndTellEarlyData() throws Exception {
        try (SSLServerSocket listener = (SSLServerSocket) servers.getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (boolean earlier : new boolean[] {false, true}) {
                CompletableFuture<String> served = CompletableFuture.supplyAsync(() -> serve(listener));
                Socket carrier = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                try (SSLSocket client = (SSLSocket) clients.getSocketFactory()
                        .createSocket(carrier, "server.example", 443, true)) {
                    ((EarlyDataConnection) client).offerEarlyData(REQUEST);
                    client.startHandshake();
                    Status status = ((EarlyDataConnection) client).earlyDataStatus();
                    assertThat(status).isEqualTo(earlier ? Status.ACCEPTED : Status.NOT_SENT);
                    client.getOutputStream().write(earlier ? "later".getBytes(StandardCharsets.US_ASCII) : REQUEST);
                    assertThat(new String(client.getInputStream().readNBytes(2), StandardCharsets.US_ASCII))
                            .isEqualTo("ok");
                }
                assertThat(served.get(30, TimeUnit.SECONDS))
                        .isEqualTo(earlier ? "early:GET /prices later:later" : "later:GET /prices");
            }
        }
    }

    /** What came, in one read or in two if the first is early. */
    private static String serve(SSLServerSocket listener) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            String got = read(socket);
            if (((EarlyDataConnection) socket).isLastReadEarly()) {
                got += " " + read(socket);
            }
            socket.getOutputStream().write("ok".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
            return got;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(SSLSocket socket) throws IOException {
        byte[] target = new byte[100];
        int length = socket.getInputStream().read(target);
        String text = new String(target, 0, length, StandardCharsets.US_ASCII);
        return (((EarlyDataConnection) socket).isLastReadEarly() ? "early:" : "later:") + text;
    }

    private EnginePair pair() throws Exception {
        return new EnginePair(clients.createSSLEngine("server.example", 443), servers.createSSLEngine());
    }

    /** A full handshake, and a byte so that the tickets have arrived. */
    private void first() throws Exception {
        EnginePair pair = pair();
        pair.handshake();
        pair.send(pair.server, pair.client, "tickets come before this");
    }

    /** The client's first flight and what the server does until it has read some of it. */
    private static String untilTheServerReads(EnginePair pair) throws Exception {
        pair.client.engine.beginHandshake();
        pair.server.engine.beginHandshake();
        while (pair.client.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            pair.client.wrap();
        }
        ByteBuffer target = ByteBuffer.allocate(100);
        while (target.position() == 0) {
            switch (pair.server.engine.getHandshakeStatus()) {
                case NEED_TASK -> pair.server.tasks();
                case NEED_WRAP -> pair.server.wrap();
                default -> pair.server.unwrap(pair.client, target);
            }
        }
        return new String(target.array(), 0, target.position(), StandardCharsets.US_ASCII);
    }

    private static EarlyDataConnection early(SSLEngine engine) {
        return (EarlyDataConnection) engine;
    }

    private static Object confirmed(SSLEngine engine) {
        return engine.getSession().getValue(HandfastSession.CONFIRMED);
    }

    private static HandshakeFacts facts(SSLEngine engine) {
        return (HandshakeFacts) engine.getSession().getValue(HandfastSession.CONNECTION);
    }

    private void profiles(String web, String prices) throws Exception {
        Files.writeString(yaml, """
                apiVersion: handfast/v1
                kind: Profile
                metadata: {name: web}
                spec:
                  side: server
                  versions: [TLSv1.3]
                  certificates: [{certificate: server.pem, key: server.key}]
                %s---
                apiVersion: handfast/v1
                kind: Profile
                metadata: {name: prices}
                spec:
                  side: client
                  versions: [TLSv1.3]
                  trust: {bundle: ca.pem}
                %s""".formatted(web, prices));
    }

    private static String block(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
