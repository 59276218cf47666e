package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.HandshakeType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.MessageDecoder;

/** Sides of TLS 1.2, and their messages changed on the way. */
final class Flights12 {
    private Flights12() {}

    static Peers.Side client() {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy12(Peers.SUITES_12);
        return client;
    }

    static Peers.Side server() {
        Peers.Side server = Peers.server();
        server.policy = Peers.policy12(Peers.SUITES_12);
        return server;
    }

    /** Both sides have certificates, and the server needs the client's. */
    static Handshake authenticated() {
        Peers.Side client = client();
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        Peers.Side server = server();
        server.clientAuthentication = ClientAuthentication.NEED;
        return new Handshake(client, server);
    }

    /** The policy of these sides with other suites and schemes. */
    static Policy policy(List<CipherSuite> suites, List<SignatureScheme> schemes) {
        Policy one = Peers.policy12(suites);
        return new Policy(one.name(), List.of(ProtocolVersion.TLS12), suites, true, one.groupTiers(), false, List.of(),
                schemes, List.of());
    }

    static HandshakeMessage decode(LoopLink.Sent sent) {
        return MessageDecoder.tls12(HandshakeType.of(sent.message().at(0)),
                sent.message().slice(4, sent.message().length() - 4));
    }

    /** The messages that wait at a side, without change_cipher_spec. */
    static List<HandshakeMessage> messages(LoopLink link) {
        return link.out.stream().filter(sent -> !sent.isChangeCipherSpec()).map(Flights12::decode).toList();
    }

    static <M extends HandshakeMessage> M message(LoopLink link, Class<M> type) {
        return messages(link).stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    /** Until nobody has anything to say, with the messages of one type changed; the first failure, if any. */
    static <M extends HandshakeMessage> TlsFailure run(Handshake handshake, Class<M> type, UnaryOperator<M> change) {
        return catchThrowableOfType(TlsFailure.class, () -> {
            while (!handshake.client.out.isEmpty() || !handshake.server.out.isEmpty()) {
                pass(handshake.client, handshake.server, type, change);
                pass(handshake.server, handshake.client, type, change);
            }
        });
    }

    private static <M extends HandshakeMessage> void pass(
            LoopLink from, LoopLink to, Class<M> type, UnaryOperator<M> change) {
        for (LoopLink.Sent sent : new ArrayList<>(from.out)) {
            from.out.remove();
            if (!sent.isChangeCipherSpec() && type.isInstance(decode(sent))) {
                Opaque changed = change.apply(type.cast(decode(sent))).encode();
                to.deliver(new LoopLink.Sent(changed, sent.secret()));
            } else {
                to.deliver(sent);
            }
        }
    }

    /** Runs with the change and fails on anything but one failure, which is returned. */
    static <M extends HandshakeMessage> TlsFailure failure(
            Handshake handshake, Class<M> type, UnaryOperator<M> change) {
        TlsFailure failure = run(handshake, type, change);
        assertThat(failure).isNotNull();
        return failure;
    }
}
