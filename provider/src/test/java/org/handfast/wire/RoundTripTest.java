package org.handfast.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.PskKeyExchangeMode;
import org.handfast.wire.Samples.Sample;
import org.handfast.wire.extension.Alpn;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.KeyShare;
import org.handfast.wire.extension.PreSharedKey;
import org.handfast.wire.extension.ServerName;
import org.handfast.wire.extension.StatusRequest;
import org.handfast.wire.extension.UnparsedExtension;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.MessageDecoder;
import org.handfast.wire.message.ServerHello;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** read then write gives the same bytes, write then read the same value, for every row of both registries. */
class RoundTripTest {
    static List<Sample> extensions() {
        return Samples.extensions();
    }

    static List<Sample> messages() {
        return Samples.allMessages();
    }

    @ParameterizedTest
    @MethodSource("extensions")
    void extensionKeepsItsBytes(Sample sample) {
        var form = Samples.forms().get(sample.name());
        assertThat(form).as("a form of that name").isNotNull();
        Extension extension = form.decode(sample.opaque());
        Writer out = new Writer(1);
        extension.write(out);
        assertThat(out.toOpaque().bytes()).isEqualTo(sample.body());
        assertThat(form.decode(out.toOpaque())).isEqualTo(extension);
        assertThat(extension.type()).isEqualTo(form.type());
        ExtensionBlock block = ExtensionBlock.of(extension);
        assertThat(block.get(form)).isEqualTo(Optional.of(extension));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageKeepsItsBytes(Sample sample) {
        HandshakeMessage message = sample.decode(sample.opaque());
        assertThat(message.getClass().getSimpleName()).isEqualTo(sample.name());
        assertThat(message.type()).isEqualTo(sample.handshakeType());
        Reader whole = Reader.of(message.encode(), "handshake");
        assertThat(whole.u8("msg_type")).isEqualTo(sample.type());
        Opaque body = whole.opaque24("body");
        whole.done();
        assertThat(body.bytes()).isEqualTo(sample.body());
        assertThat(sample.decode(body)).isEqualTo(message);
    }

    @Test
    void everyRowHasASample() {
        assertThat(Samples.extensions().stream().map(Sample::name).collect(Collectors.toSet()))
                .isEqualTo(Samples.forms().keySet());
        assertThat(Samples.allMessages().stream().map(Sample::name).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(HandshakeMessage.class.getPermittedSubclasses()).map(Class::getSimpleName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyConstantIsInTheList() {
        assertThat(Extensions.forms()).containsExactlyInAnyOrderElementsOf(Samples.forms().values());
    }

    @Test
    void valuesAreWhatTheBytesSay() {
        assertThat(Extensions.SERVER_NAME.decode(sample("SERVER_NAME")))
                .isEqualTo(new ServerName.HostName("example.com"));
        assertThat(Extensions.ALPN_CLIENT_HELLO.decode(sample("ALPN_CLIENT_HELLO")).names())
                .containsExactly("h2", "http/1.1");
        assertThat(Extensions.ALPN_CLIENT_HELLO.decode(sample("ALPN_CLIENT_HELLO")))
                .isEqualTo(Alpn.of(List.of("h2", "http/1.1")));
        KeyShare.ClientHello shares = Extensions.KEY_SHARE_CLIENT_HELLO.decode(
                Opaque.of(Samples.hex("0007 001d 0003 010203")));
        assertThat(shares.clientShares()).singleElement().satisfies(share -> {
            assertThat(share.group()).isEqualTo(NamedGroup.of(0x1D));
            assertThat(share.keyExchange().bytes()).containsExactly(1, 2, 3);
        });
        assertThat(Extensions.PSK_KEY_EXCHANGE_MODES.decode(Opaque.of(new byte[] {1, 1})))
                .matches(modes -> modes.allows(PskKeyExchangeMode.PSK_DHE_KE))
                .matches(modes -> !modes.allows(PskKeyExchangeMode.PSK_KE));
        assertThat(Extensions.MAX_FRAGMENT_LENGTH.decode(sample("MAX_FRAGMENT_LENGTH")).length()).isEqualTo(512);
        assertThat(Extensions.STATUS_REQUEST.decode(sample("STATUS_REQUEST"))).isEqualTo(StatusRequest.Request.ocsp());
    }

    @Test
    void bindersLengthCutsTheOffer() {
        Opaque body = sample("PRE_SHARED_KEY_CLIENT_HELLO");
        PreSharedKey.ClientHello offer = Extensions.PRE_SHARED_KEY_CLIENT_HELLO.decode(body);
        assertThat(offer.identities().get(0).obfuscatedTicketAge()).isEqualTo(0x01020304);
        assertThat(body.length() - offer.bindersLength()).isEqualTo(2 + 2 + 2 + 4);
    }

    @Test
    void helloRetryRequestIsToldByItsRandom() {
        List<ServerHello> hellos = Samples.messages().stream().filter(sample -> sample.type() == 2)
                .map(sample -> (ServerHello) MessageDecoder.tls13(sample.handshakeType(), sample.opaque())).toList();
        assertThat(hellos).extracting(ServerHello::isHelloRetryRequest).containsExactly(false, true, false);
        assertThat(hellos.get(2).extensions()).isSameAs(ExtensionBlock.ABSENT);
    }

    @Test
    void absentAndEmptyBlocksDiffer() {
        List<ClientHello> hellos = Samples.messages().stream().filter(sample -> sample.type() == 1)
                .map(sample -> (ClientHello) MessageDecoder.tls13(sample.handshakeType(), sample.opaque())).toList();
        assertThat(hellos).extracting(hello -> hello.extensions().isPresent()).containsExactly(true, false, true);
        assertThat(hellos.get(0).extensions().types()).isEqualTo(U16List.of(0x2B, 0x0D, 0x0A0A, 0x17));
    }

    @Test
    void unparsedExtensionIsCarried() {
        var grease = new UnparsedExtension(ExtensionType.of(0x0A0A), Opaque.of(new byte[] {7}));
        assertThat(ExtensionBlock.of(grease).body(grease.type())).contains(grease.data());
    }

    private static Opaque sample(String name) {
        return Samples.extensions().stream().filter(sample -> sample.name().equals(name)).findFirst().orElseThrow()
                .opaque();
    }
}
