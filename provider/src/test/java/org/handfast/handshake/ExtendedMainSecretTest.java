package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.UnparsedExtension;
import org.handfast.wire.message.Certificate12;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.ClientKeyExchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server answers a hello without extended_master_secret, and goes no further (RFC 7627 §5.3). */
class ExtendedMainSecretTest {
    @ParameterizedTest
    @EnumSource(ClientAuthentication.class)
    @DisplayName("N-5: extended main secret is required")
    void isRequiredAtTheSecondFlight(ClientAuthentication asked) {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy12(Peers.SUITES_12);
        Peers.Side server = Peers.server();
        server.policy = client.policy;
        server.clientAuthentication = asked;
        Handshake handshake = new Handshake(client, server);
        handshake.server.deliver(Rewrite.message(
                handshake.client.out.remove().message(), ClientHello.class, ExtendedMainSecretTest::without));
        assertThat(handshake.server.events).endsWith("send server_hello_done");

        Opaque next = asked == ClientAuthentication.NONE
                ? ClientKeyExchange.ecdhe(Opaque.of(new byte[65])).encode()
                : new Certificate12(List.of()).encode();
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> handshake.server.deliver(next));
        assertThat(failure.reason()).isEqualTo(Reason.EXTENDED_MAIN_SECRET_MISSING);
    }

    private static ClientHello without(ClientHello hello) {
        List<Extension> left = hello.extensions().types().<ExtensionType>map(ExtensionType::of).stream()
                .filter(type -> !type.equals(ExtensionType.EXTENDED_MAIN_SECRET))
                .<Extension>map(type -> new UnparsedExtension(type, hello.extensions().body(type).orElseThrow()))
                .toList();
        return new ClientHello(hello.legacyVersion(), hello.random(), hello.legacySessionId(), hello.cipherSuites(),
                hello.compressionMethods(), ExtensionBlock.of(left));
    }
}
