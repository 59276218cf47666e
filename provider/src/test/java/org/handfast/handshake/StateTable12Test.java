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
import org.handfast.credential.Credential;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.CertificateRequest;
import org.handfast.wire.message.CompressedCertificate;
import org.handfast.wire.message.EncryptedExtensions;
import org.handfast.wire.message.EndOfEarlyData;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.HelloRequest;
import org.handfast.wire.message.KeyUpdate;
import org.handfast.wire.message.NewSessionTicket;
import org.handfast.wire.message.NewSessionTicket12;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every state of TLS 1.2 x every message and change_cipher_spec, against a table. */
class StateTable12Test {
    private static final String CHANGE_CIPHER_SPEC = "change_cipher_spec";
    /** What a state of TLS 1.2 cannot even read. */
    private static final Set<Class<?>> ONLY_TLS13 = Set.of(
            EncryptedExtensions.class, CertificateRequest.class, Certificate.class, CompressedCertificate.class,
            EndOfEarlyData.class, NewSessionTicket.class, KeyUpdate.class);
    private static final Map<String, Set<String>> TABLE = table();
    private static final Map<String, Opaque> MESSAGES = messages();

    @Test
    void tableNamesEveryState() throws ClassNotFoundException {
        Set<String> states = new TreeSet<>();
        for (String sealed : List.of("ServerState", "ClientState")) {
            Arrays.stream(Class.forName("org.handfast.handshake.tls12." + sealed).getPermittedSubclasses())
                    .map(Class::getSimpleName)
                    .forEach(states::add);
        }
        assertThat(TABLE.keySet()).isEqualTo(states);
    }

    @Test
    void thereIsASampleOfEveryMessage() {
        Set<Class<?>> expected = new HashSet<>(List.of(HandshakeMessage.class.getPermittedSubclasses()));
        expected.removeAll(ONLY_TLS13);
        assertThat(MESSAGES.values().stream()
                        .filter(message -> message.length() > 0)
                        .map(Rewrite::decode12)
                        .<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @TestFactory
    @DisplayName("S-1: every message in every state of TLS 1.2: taken where the table says, elsewhere unexpected")
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

    /** EncryptedExtensions and KeyUpdate do not exist here. */
    @TestFactory
    Stream<DynamicTest> messagesOfTls13InEveryState() {
        return TABLE.keySet().stream().map(state -> DynamicTest.dynamicTest(state, () -> {
            for (HandshakeType type : List.of(HandshakeType.ENCRYPTED_EXTENSIONS, HandshakeType.KEY_UPDATE)) {
                Opaque message = Opaque.of(new byte[] {(byte) type.code(), 0, 0, 1, 0});
                assertThat(catchThrowableOfType(TlsFailure.class, () -> reach(state).deliver(message)).reason())
                        .isEqualTo(Reason.UNKNOWN_HANDSHAKE_TYPE);
            }
        }));
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
        Handshake handshake = handshake(state);
        while (true) {
            for (LoopLink link : List.of(handshake.client, handshake.server)) {
                if (link.state.getClass().getName().endsWith(".tls12." + state)) {
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

    /** Resumed under an old ticket key, so that a new ticket comes, where the state belongs to that. */
    private static Handshake handshake(String state) {
        Resuming resuming = new Resuming();
        if (state.contains("Resumed")) {
            Handshake.run(resuming.client(client()), resuming.server(server()));
            resuming.keys.rotateNow();
        }
        return new Handshake(resuming.client(client()), resuming.server(server()));
    }

    private static Peers.Side client() {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy12(Peers.SUITES_12);
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        return client;
    }

    private static Peers.Side server() {
        Credential plain = Peers.SERVER.credential();
        Peers.Side server = Peers.server();
        server.policy = Peers.policy12(Peers.SUITES_12);
        server.clientAuthentication = ClientAuthentication.NEED;
        server.credentials = request -> Optional.of(
                new Credential(plain.name(), plain.chain(), plain.key(), new byte[] {0x30, 3, 10, 1, 6}));
        return server;
    }

    private static Map<String, Opaque> messages() {
        Map<String, Opaque> messages = new TreeMap<>();
        messages.put(CHANGE_CIPHER_SPEC, Opaque.EMPTY);
        Handshake handshake = new Handshake(client(), server());
        List<Opaque> sent = new ArrayList<>();
        while (!handshake.client.out.isEmpty() || !handshake.server.out.isEmpty()) {
            boolean fromServer = !handshake.server.out.isEmpty();
            LoopLink.Sent next = (fromServer ? handshake.server : handshake.client).out.remove();
            sent.add(next.message());
            (fromServer ? handshake.client : handshake.server).deliver(next);
        }
        sent.add(new HelloRequest().encode());
        sent.add(new NewSessionTicket12(1, Opaque.of(new byte[3])).encode());
        sent.stream()
                .filter(message -> message.length() > 0)
                .forEach(message -> messages.put(Rewrite.decode12(message).type().toString(), message));
        return messages;
    }

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new TreeMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                StateTable12Test.class.getResourceAsStream("state-table-12.txt"), StandardCharsets.UTF_8))) {
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
