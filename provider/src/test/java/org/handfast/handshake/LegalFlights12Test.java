package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Credential;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.AlertDescription;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Certificate12;
import org.handfast.wire.message.HandshakeMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Messages of TLS 1.2 left out, repeated and swapped, change_cipher_spec among them: a side connects only after a legal
 * sequence, and says unexpected_message exactly where what it heard stops being the beginning of one.
 */
class LegalFlights12Test {
    /** One way to set up both sides. */
    private record Setup(boolean want, boolean certificate, boolean staple) {
        String server() {
            return want ? "server-want" : "server";
        }

        String client() {
            return staple ? "client-staple" : "client";
        }

        Handshake start() {
            Peers.Side client = Peers.client();
            client.policy = Peers.policy12(Peers.SUITES_12);
            if (certificate) {
                client.credentials = request -> Optional.of(Peers.CLIENT.credential());
            }
            Peers.Side server = Peers.server();
            server.policy = Peers.policy12(Peers.SUITES_12);
            server.clientAuthentication = want ? ClientAuthentication.WANT : ClientAuthentication.NONE;
            if (staple) {
                Credential plain = Peers.SERVER.credential();
                server.credentials = request -> Optional.of(
                        new Credential(plain.name(), plain.chain(), plain.key(), new byte[] {0x30, 0}));
            }
            return new Handshake(client, server);
        }
    }

    @TestFactory
    @DisplayName("S-1: messages left out, repeated and swapped, TLS 1.2")
    Stream<DynamicTest> leftOutRepeatedSwapped() {
        return Stream.of(
                        new Setup(false, false, false), new Setup(false, false, true), new Setup(true, true, false),
                        new Setup(true, false, false))
                .flatMap(setup -> Stream.of(setup.client(), setup.server()).map(
                        side -> DynamicTest.dynamicTest(side + " in " + setup, () -> everyChange(side, setup))));
    }

    private static void everyChange(String side, Setup setup) {
        List<Opaque> messages = genuine(side, setup);
        List<String> whole = messages.stream().map(LegalFlights12Test::name).toList();
        assertThat(legal(side)).contains(whole);
        for (int i = 0; i < whole.size(); i++) {
            List<Integer> order = order(whole.size());
            order.remove(i);
            check(side, play(side, setup, messages, order));
            order.add(i, i);
            order.add(i, i);
            check(side, play(side, setup, messages, order));
            if (i > 0) {
                order = order(whole.size());
                Collections.swap(order, i - 1, i);
                check(side, play(side, setup, messages, order));
            }
        }
    }

    private static void check(String side, Played played) {
        List<List<String>> legal = legal(side);
        boolean beginning = legal.stream().anyMatch(row -> row.size() >= played.heard.size()
                && row.subList(0, played.heard.size()).equals(played.heard));
        boolean connectedFirst = legal.stream().anyMatch(row -> played.heard.size() > row.size()
                && played.heard.subList(0, row.size()).equals(row));
        boolean unexpected = played.failure != null
                && played.failure.reason().alert() == AlertDescription.UNEXPECTED_MESSAGE;
        assertThat(unexpected).as("%s: %s", played.heard, played.failure).isEqualTo(!beginning);
        assertThat(played.connected).as(played.heard.toString()).isEqualTo(connectedFirst);
    }

    /** What one side heard, up to the message that failed. */
    private record Played(List<String> heard, TlsFailure failure, boolean connected) {}

    /** What a side hears when nobody interferes. */
    private static List<Opaque> genuine(String side, Setup setup) {
        List<Opaque> messages = new ArrayList<>();
        Handshake genuine = setup.start();
        while (!genuine.client.out.isEmpty() || !genuine.server.out.isEmpty()) {
            boolean toClient = !genuine.server.out.isEmpty();
            LoopLink.Sent sent = (toClient ? genuine.server : genuine.client).out.remove();
            if (toClient == side.startsWith("client")) {
                messages.add(sent.message());
            }
            (toClient ? genuine.client : genuine.server).deliver(sent);
        }
        assertThat(genuine.client.established).isNotNull();
        assertThat(genuine.server.established).isNotNull();
        return messages;
    }

    /** A side started the same way hears the messages in another order. */
    private static Played play(String side, Setup setup, List<Opaque> messages, List<Integer> order) {
        Handshake handshake = setup.start();
        LoopLink link = side.startsWith("client") ? handshake.client : handshake.server;
        List<String> heard = new ArrayList<>();
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> {
            for (int i : order) {
                heard.add(name(messages.get(i)));
                link.deliver(messages.get(i));
            }
        });
        return new Played(heard, failure, link.established != null);
    }

    private static List<Integer> order(int size) {
        return new ArrayList<>(IntStream.range(0, size).boxed().toList());
    }

    private static String name(Opaque bytes) {
        if (bytes.length() == 0) {
            return "change_cipher_spec";
        }
        HandshakeMessage message = Rewrite.decode12(bytes);
        boolean empty = message instanceof Certificate12 certificate && certificate.certificateList().isEmpty();
        return (empty ? "empty_" : "") + message.type();
    }

    private static List<List<String>> legal(String side) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                LegalFlights12Test.class.getResourceAsStream("legal-flights-12.txt"), StandardCharsets.UTF_8))) {
            return in.lines()
                    .map(line -> List.of(line.trim().split(" +")))
                    .filter(words -> words.get(0).equals(side))
                    .map(words -> words.subList(1, words.size()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
