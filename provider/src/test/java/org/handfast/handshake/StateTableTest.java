package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CertificateCompressionAlgorithm;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.message.Certificate12;
import org.handfast.wire.message.CertificateRequest12;
import org.handfast.wire.message.CertificateStatus;
import org.handfast.wire.message.ClientKeyExchange;
import org.handfast.wire.message.CompressedCertificate;
import org.handfast.wire.message.EndOfEarlyData;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.HelloRequest;
import org.handfast.wire.message.KeyUpdate;
import org.handfast.wire.message.NewSessionTicket12;
import org.handfast.wire.message.NewSessionTicket;
import org.handfast.wire.message.ServerHelloDone;
import org.handfast.wire.message.ServerKeyExchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every state x every message, against a table; states and messages enumerated by sealing. */
class StateTableTest {
    /** What a state of TLS 1.3 cannot even read. */
    private static final Set<Class<?>> ONLY_TLS12 = Set.of(
            Certificate12.class, CertificateRequest12.class, CertificateStatus.class, ServerKeyExchange.class,
            ServerHelloDone.class, ClientKeyExchange.class, NewSessionTicket12.class, HelloRequest.class);
    private static final Map<String, Set<String>> TABLE = table();
    private static final Map<String, Opaque> MESSAGES = messages();

    @Test
    void tableNamesEveryState() throws ClassNotFoundException {
        Set<String> states = new TreeSet<>(Set.of("ServerWaitClientHello", "ClientWaitServerHello"));
        for (String sealed : List.of("ServerState", "ClientState")) {
            Arrays.stream(Class.forName("org.handfast.handshake.tls13." + sealed).getPermittedSubclasses())
                    .map(Class::getSimpleName)
                    .forEach(states::add);
        }
        assertThat(TABLE.keySet()).isEqualTo(states);
    }

    @Test
    void thereIsASampleOfEveryMessage() {
        Set<Class<?>> expected = new HashSet<>(List.of(HandshakeMessage.class.getPermittedSubclasses()));
        expected.removeAll(ONLY_TLS12);
        assertThat(MESSAGES.values().stream().map(Rewrite::decode).<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @TestFactory
    @DisplayName("S-1: every message in every state of TLS 1.3: taken where the table says, elsewhere unexpected")
    Stream<DynamicTest> everyMessageInEveryState() {
        return TABLE.keySet().stream().map(state -> DynamicTest.dynamicTest(state, () -> {
            Set<String> accepted = new TreeSet<>();
            MESSAGES.forEach((name, message) -> {
                if (accepts(state, name, message)) {
                    accepted.add(name);
                }
            });
            assertThat(accepted).isEqualTo(TABLE.get(state));
        }));
    }

    @Test
    void waitingAcceptsNothing() {
        State awaiting = new Awaiting<>(() -> "done", result -> null);
        MESSAGES.values().forEach(message -> assertThat(catchThrowableOfType(
                        TlsFailure.class,
                        () -> Dispatch.on(Rewrite.decode(message), awaiting, new LoopLink()))
                .reason()).isEqualTo(Reason.UNEXPECTED_MESSAGE));
    }

    /** A sample may be refused for what it says; only where it stands counts here. */
    private static boolean accepts(String state, String name, Opaque message) {
        LoopLink link = reach(state);
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> link.deliver(message));
        boolean unexpected = failure != null && failure.reason() == Reason.UNEXPECTED_MESSAGE;
        if (unexpected) {
            assertThat(failure.facts()).containsEntry("message", name).containsEntry("state", state);
            assertThat(link.state.getClass().getSimpleName()).isEqualTo(state);
        }
        return !unexpected;
    }

    /** A fresh handshake, stopped as soon as one side is in this state. */
    private static LoopLink reach(String state) {
        Handshake handshake =
                state.equals("ServerWaitEndOfEarlyData") ? early() : new Handshake(client(), server());
        while (true) {
            for (LoopLink link : List.of(handshake.client, handshake.server)) {
                if (link.state.getClass().getSimpleName().equals(state)) {
                    return link;
                }
            }
            if (!handshake.server.out.isEmpty()) {
                handshake.client.deliver(handshake.server.out.remove());
            } else {
                handshake.server.deliver(handshake.client.out.remove());
            }
        }
    }

    /** The second handshake of a client that sends early data. */
    private static Handshake early() {
        Resuming stores = new Resuming().allowEarlyData();
        Handshake.run(stores.client(Peers.client()), stores.server(Peers.server()));
        return new Handshake(stores.client(Peers.client()), stores.server(Peers.server()));
    }

    private static Peers.Side client() {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy(Peers.TIERS, List.of(NamedGroup.X25519), false);
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        return client;
    }

    private static Peers.Side server() {
        Peers.Side server = Peers.server();
        server.clientAuthentication = ClientAuthentication.NEED;
        return server;
    }

    private static Map<String, Opaque> messages() {
        Map<String, Opaque> messages = new TreeMap<>();
        Handshake handshake = new Handshake(client(), server());
        List<Opaque> sent = new ArrayList<>();
        while (!handshake.client.out.isEmpty() || !handshake.server.out.isEmpty()) {
            boolean fromServer = !handshake.server.out.isEmpty();
            LoopLink.Sent next = (fromServer ? handshake.server : handshake.client).out.remove();
            sent.add(next.message());
            (fromServer ? handshake.client : handshake.server).deliver(next);
        }
        sent.add(new EndOfEarlyData().encode());
        sent.add(new KeyUpdate(KeyUpdate.Request.UPDATE_REQUESTED).encode());
        sent.add(new NewSessionTicket(1, 2, Opaque.EMPTY, Opaque.of(new byte[3]), ExtensionBlock.EMPTY).encode());
        sent.add(new CompressedCertificate(
                CertificateCompressionAlgorithm.of(1), 1, Opaque.of(new byte[1])).encode());
        sent.forEach(message -> messages.put(Rewrite.decode(message).type().toString(), message));
        return messages;
    }

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new TreeMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                StateTableTest.class.getResourceAsStream("state-table.txt"), StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
                String[] words = line.trim().split(" +");
                table.put(words[0], new TreeSet<>(Arrays.asList(words).subList(1, words.length)));
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return table;
    }
}
