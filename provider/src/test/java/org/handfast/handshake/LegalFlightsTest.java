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
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.AlertDescription;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.ServerHello;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Messages left out, repeated and swapped: a side connects only after a legal sequence of genuine messages, and says
 * unexpected_message exactly where what it heard stops being the beginning of a legal one.
 */
class LegalFlightsTest {
    /** One way to set up both sides. */
    private record Setup(boolean retry, boolean want, boolean certificate) {
        String server() {
            return "server" + (retry ? "-retry" : "") + (want ? "-want" : "");
        }

        Handshake start() {
            Peers.Side client = Peers.client();
            if (retry) {
                client.policy = Peers.policy(Peers.TIERS, List.of(NamedGroup.X25519), false);
            }
            if (certificate) {
                client.credentials = request -> Optional.of(Peers.CLIENT.credential());
            }
            Peers.Side server = Peers.server();
            server.clientAuthentication = want ? ClientAuthentication.WANT : ClientAuthentication.NONE;
            return new Handshake(client, server);
        }
    }

    @TestFactory
    @DisplayName("S-1: messages left out, repeated and swapped, TLS 1.3")
    Stream<DynamicTest> leftOutRepeatedSwapped() {
        return Stream.of(
                        new Setup(false, false, false), new Setup(true, false, false), new Setup(false, true, true),
                        new Setup(false, true, false), new Setup(true, true, true))
                .flatMap(setup -> Stream.of("client", setup.server()).map(
                        side -> DynamicTest.dynamicTest(side + " in " + setup, () -> everyChange(side, setup))));
    }

    private static void everyChange(String side, Setup setup) {
        List<Opaque> messages = genuine(side, setup);
        List<String> whole = messages.stream().map(Rewrite::decode).map(LegalFlightsTest::name).toList();
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

    /** Leaving out the Finished leaves a beginning; repeating it comes after the end, when the side is connected. */
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
            if (toClient == side.equals("client")) {
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
        LoopLink link = side.equals("client") ? setup.start().client : setup.start().server;
        List<String> heard = new ArrayList<>();
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> {
            for (int i : order) {
                heard.add(name(Rewrite.decode(messages.get(i))));
                link.deliver(messages.get(i));
            }
        });
        return new Played(heard, failure, link.established != null);
    }

    private static List<Integer> order(int size) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        return order;
    }

    private static String name(HandshakeMessage message) {
        if (message instanceof ServerHello hello && hello.isHelloRetryRequest()) {
            return "hello_retry_request";
        }
        if (message instanceof ClientHello hello && hello.extensions().contains(ExtensionType.COOKIE)) {
            return "client_hello_again";
        }
        boolean empty = message instanceof Certificate certificate && certificate.certificateList().isEmpty();
        return (empty ? "empty_" : "") + message.type();
    }

    private static List<List<String>> legal(String side) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                LegalFlightsTest.class.getResourceAsStream("legal-flights.txt"), StandardCharsets.UTF_8))) {
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
