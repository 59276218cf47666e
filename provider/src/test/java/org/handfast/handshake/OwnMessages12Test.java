package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.handfast.handshake.Rewrite.extensions;
import static org.handfast.handshake.Rewrite.raw;
import static org.handfast.handshake.Rewrite.with;
import static org.handfast.handshake.Rewrite.without;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.handfast.failure.Reason;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.message.Certificate12;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.ServerHello;
import org.junit.jupiter.api.Test;

/** What the RFCs demand of messages we send in TLS 1.2, read back from the bytes that leave. */
class OwnMessages12Test {
    private static final int FALLBACK = 0x5600;
    private static final int RENEGOTIATION = 0x00FF;
    private static final Opaque SENTINEL = Opaque.of(new byte[] {0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44, 1});

    @Test
    void clientHelloHasItsForm() {
        ClientHello hello = hello(Flights12.client());
        ExtensionBlock block = hello.extensions();
        assertThat(hello.legacyVersion()).isEqualTo(ProtocolVersion.TLS12);
        assertThat(hello.compressionMethods()).as("RFC 5246 §7.4.1.2").isEqualTo(Opaque.of(new byte[1]));
        assertThat(block.require(Extensions.RENEGOTIATION_INFO).renegotiatedConnection().length())
                .as("RFC 5746 §3.4").isZero();
        assertThat(body(block, ExtensionType.EXTENDED_MAIN_SECRET)).as("RFC 7627 §5.2").isEqualTo(Opaque.EMPTY);
        assertThat(body(block, ExtensionType.EC_POINT_FORMATS)).as("RFC 8422 §5.1.2")
                .isEqualTo(Opaque.of(new byte[] {1, 0}));
        assertThat(types(block)).as("RFC 5246 §7.4.1.4.1, RFC 8422 §4")
                .contains(ExtensionType.SIGNATURE_ALGORITHMS.code(), ExtensionType.SUPPORTED_GROUPS.code())
                .doesNotContain(ExtensionType.KEY_SHARE.code(), ExtensionType.PSK_KEY_EXCHANGE_MODES.code())
                .doesNotHaveDuplicates();
        assertThat(hello.cipherSuites().contains(FALLBACK)).as("RFC 7507 §4").isFalse();
    }

    /** RFC 7507 §4: never with the highest version there is, and behind all other suites. */
    @Test
    void fallbackIsSignalledOnlyWhereItIsOne() {
        Peers.Side client = Flights12.client();
        client.wishes = new ClientWishes(true, true, true);
        List<Integer> suites = hello(client).cipherSuites().map(code -> code);
        assertThat(suites).endsWith(FALLBACK).containsOnlyOnce(FALLBACK);
        client.policy = Peers.both();
        assertThat(hello(client).cipherSuites().contains(FALLBACK)).isFalse();
    }

    @Test
    void bothVersionsAreListed() {
        Peers.Side client = Peers.client();
        client.policy = Peers.both();
        ClientHello hello = hello(client);
        assertThat(hello.legacyVersion()).as("RFC 9846 §4.2.2").isEqualTo(ProtocolVersion.TLS12);
        assertThat(hello.extensions().require(Extensions.SUPPORTED_VERSIONS_CLIENT_HELLO).versions())
                .as("RFC 9846 §4.3.1").isEqualTo(U16List.of(0x0304, 0x0303));
        assertThat(types(hello.extensions())).contains(ExtensionType.EXTENDED_MAIN_SECRET.code(),
                ExtensionType.RENEGOTIATION_INFO.code(), ExtensionType.KEY_SHARE.code());
    }

    /** RFC 8422 §4: "The client MUST NOT include these extensions" without suites of curves. */
    @Test
    void pointFormatsGoWithCurves() {
        Peers.Side client = Flights12.client();
        client.policy = Peers.policy12(List.of(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256));
        assertThat(types(hello(client).extensions())).doesNotContain(ExtensionType.EC_POINT_FORMATS.code());
    }

    @Test
    void serverHelloHasItsForm() {
        Set<Opaque> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Peers.Side server = Flights12.server();
            server.seed = 300 + i;
            Handshake handshake = new Handshake(Flights12.client(), server);
            ClientHello asked = (ClientHello) Flights12.decode(handshake.client.out.peek());
            ServerHello answer = answer(handshake, hello -> hello);
            assertThat(answer.legacyVersion()).as("RFC 9846 §4.3.1").isEqualTo(ProtocolVersion.TLS12);
            assertThat(answer.legacySessionIdEcho()).as("RFC 5246 §7.4.1.3").isEqualTo(Opaque.EMPTY);
            assertThat(answer.legacyCompressionMethod()).isZero();
            assertThat(answer.random()).as("RFC 5246 §7.4.1.3").isNotEqualTo(asked.random());
            assertThat(seen.add(answer.random())).as("RFC 5246 §7.4.1.3").isTrue();
            assertThat(asked.cipherSuites().contains(answer.cipherSuite().code())).isTrue();
        }
    }

    @Test
    void answersOnlyWhatWasAsked() {
        ServerHello all = answer(new Handshake(Flights12.client(), Flights12.server()), hello -> hello);
        assertThat(types(all.extensions())).as("RFC 5746 §3.6, RFC 7627 §5.2, RFC 8422 §5.2")
                .containsExactlyInAnyOrder(ExtensionType.RENEGOTIATION_INFO.code(),
                        ExtensionType.EXTENDED_MAIN_SECRET.code(), ExtensionType.EC_POINT_FORMATS.code());
        assertThat(body(all.extensions(), ExtensionType.RENEGOTIATION_INFO)).isEqualTo(Opaque.of(new byte[1]));
        assertThat(body(all.extensions(), ExtensionType.EC_POINT_FORMATS)).isEqualTo(Opaque.of(new byte[] {1, 0}));

        ServerHello fewer = answer(new Handshake(Flights12.client(), Flights12.server()), hello -> extensions(hello,
                without(without(hello.extensions(), ExtensionType.RENEGOTIATION_INFO),
                        ExtensionType.EC_POINT_FORMATS)));
        assertThat(types(fewer.extensions())).as("RFC 5246 §7.4.1.4")
                .containsExactly(ExtensionType.EXTENDED_MAIN_SECRET.code());
    }

    @Test
    void theScsvIsAnswered() {
        ServerHello answer = answer(new Handshake(Flights12.client(), Flights12.server()), hello -> new ClientHello(
                hello.legacyVersion(), hello.random(), hello.legacySessionId(), U16List.of(0xC02B, RENEGOTIATION),
                hello.compressionMethods(), without(hello.extensions(), ExtensionType.RENEGOTIATION_INFO)));
        assertThat(body(answer.extensions(), ExtensionType.RENEGOTIATION_INFO)).as("RFC 5746 §3.6, §4.3")
                .isEqualTo(Opaque.of(new byte[1]));
    }

    /** RFC 7627 §5.2: where the policy bears it, neither asked nor answered, and not derived so. */
    @Test
    void withoutExtendedMainSecret() {
        Peers.Side server = Flights12.server();
        server.policy = ruled(server.policy, new WireRules(false, false, RecordPadding.NONE, OptionalInt.empty()));
        Handshake handshake = new Handshake(Flights12.client(), server);
        ServerHello answer = answer(handshake, hello -> extensions(
                hello, without(hello.extensions(), ExtensionType.EXTENDED_MAIN_SECRET)));
        assertThat(types(answer.extensions())).doesNotContain(ExtensionType.EXTENDED_MAIN_SECRET.code());
        assertThat(handshake.server.facts.get(handshake.server.facts.size() - 1).extendedMainSecret()).isFalse();

        Peers.Side client = Flights12.client();
        client.policy = ruled(client.policy, new WireRules(false, false, RecordPadding.NONE, OptionalInt.empty()));
        Handshake other = new Handshake(client, server);
        other.server.deliver(other.client.out.remove());
        ServerHello changed = (ServerHello) Flights12.decode(other.server.out.remove());
        other.client.deliver(extensions(
                changed, without(changed.extensions(), ExtensionType.EXTENDED_MAIN_SECRET)).encode());
        assertThat(other.client.facts.get(other.client.facts.size() - 1).extendedMainSecret()).isFalse();
    }

    @Test
    void theServersRandomTellsOfTls13() {
        Set<Opaque> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Peers.Side both = Peers.server();
            both.policy = Peers.both();
            both.seed = 400 + i;
            Opaque marked = answer(new Handshake(Flights12.client(), both), hello -> hello).random();
            assertThat(marked.slice(24, 8)).as("RFC 9846 §4.2.3").isEqualTo(SENTINEL);
            assertThat(seen.add(marked.slice(0, 24))).as("RFC 9846 §4.2.3").isTrue();
        }
        Opaque plain = answer(new Handshake(Flights12.client(), Flights12.server()), hello -> hello).random();
        assertThat(plain.slice(24, 8)).as("this server has no TLS 1.3").isNotEqualTo(SENTINEL);
    }

    /** RFC 5246 §7.4.2, §7.4.3: the suite follows from what our key can do and the client takes. */
    @Test
    void theCertificateFitsTheSuite() {
        Peers.Side server = Flights12.server();
        server.policy = Peers.policy12(List.of(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256));
        Handshake handshake = new Handshake(Flights12.client(), server);
        assertThat(answer(handshake, hello -> hello).cipherSuite())
                .isEqualTo(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
        assertThat(Flights12.message(handshake.server, Certificate12.class).certificateList())
                .containsExactlyElementsOf(Peers.SERVER.chain().stream().map(OwnMessages12Test::encoded).toList());

        Peers.Side rsaOnly = Flights12.client();
        rsaOnly.policy = Peers.policy12(List.of(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256));
        assertThat(refused(new Handshake(rsaOnly, server), hello -> hello)).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(refused(new Handshake(Flights12.client(), server), hello -> extensions(hello,
                with(hello.extensions(), raw(ExtensionType.SIGNATURE_ALGORITHMS, 0, 2, 8, 4)))))
                .as("RFC 5246 §7.4.3: no pair for our key").isEqualTo(Reason.NO_CREDENTIAL);
    }

    /** RFC 8422 §5.3: our key is on P-256, which this client does not take. */
    @Test
    void theCertificatesCurveIsOneOfTheClients() {
        assertThat(refused(new Handshake(Flights12.client(), Flights12.server()), hello -> extensions(hello,
                with(hello.extensions(), raw(ExtensionType.SUPPORTED_GROUPS, 0, 2, 0, NamedGroup.X25519.code())))))
                .isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void recordSizeLimitIsWithinBounds() {
        for (int limit : new int[] {64, 16384}) {
            Peers.Side client = Peers.client();
            client.policy = ruled(Peers.both(), limited(limit));
            assertThat(hello(client).extensions().require(Extensions.RECORD_SIZE_LIMIT).limit())
                    .as("RFC 8449 §4").isEqualTo(limit);
        }
        for (int limit : new int[] {63, 16385}) {
            assertThatThrownBy(() -> limited(limit)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** RFC 8449 §5: a max_fragment_length beside it is ignored; alone it is honoured. */
    @Test
    void recordSizeLimitWinsOverMaxFragmentLength() {
        Handshake both = new Handshake(Flights12.client(), Flights12.server());
        ServerHello answer = answer(both, hello -> extensions(hello, with(with(hello.extensions(),
                raw(ExtensionType.MAX_FRAGMENT_LENGTH, 1)), raw(ExtensionType.RECORD_SIZE_LIMIT, 0x10, 0))));
        assertThat(types(answer.extensions())).contains(ExtensionType.RECORD_SIZE_LIMIT.code())
                .doesNotContain(ExtensionType.MAX_FRAGMENT_LENGTH.code());
        assertThat(both.server.events).contains("limitRecords 4096 16384");
        Handshake alone = new Handshake(Flights12.client(), Flights12.server());
        ServerHello echo = answer(alone, hello -> extensions(hello, with(hello.extensions(),
                raw(ExtensionType.MAX_FRAGMENT_LENGTH, 1))));
        assertThat(body(echo.extensions(), ExtensionType.MAX_FRAGMENT_LENGTH)).isEqualTo(Opaque.of(new byte[] {1}));
        assertThat(alone.server.events).contains("limitRecords 512 512");
    }

    /** RFC 8449 §4: a server must bear them, and our records stay within the version's size. */
    @Test
    void limitsBeyondTheVersionsMeanNone() {
        Handshake older = new Handshake(Flights12.client(), Flights12.server());
        answer(older, hello -> extensions(hello, with(hello.extensions(),
                raw(ExtensionType.RECORD_SIZE_LIMIT, 0xFF, 0xFF))));
        assertThat(older.server.events).contains("limitRecords 16384 16384");
        Handshake newer = new Handshake(Peers.client(), Peers.server());
        answer(newer, hello -> extensions(hello, with(hello.extensions(),
                raw(ExtensionType.RECORD_SIZE_LIMIT, 0xFF, 0xFF))));
        assertThat(newer.server.events).contains("limitRecords 16385 16385");
    }

    /** RFC 5246 §7.2.2: decryption_failed, no_certificate and export_restriction. */
    @Test
    void reservedAlertsAreNotSent() {
        assertThat(Reason.values()).extracting(reason -> reason.alert().code()).doesNotContain(21, 41, 60);
    }

    /** RFC 8422 §5.10: hash 8, "Intrinsic". */
    @Test
    void edwardsSchemesAreIntrinsic() {
        assertThat(SignatureScheme.ED25519.code() >> 8).isEqualTo(8);
        assertThat(SignatureScheme.ED448.code() >> 8).isEqualTo(8);
    }

    private static ServerHello answer(Handshake handshake, UnaryOperator<ClientHello> change) {
        ClientHello hello = (ClientHello) Flights12.decode(handshake.client.out.remove());
        handshake.server.deliver(change.apply(hello).encode());
        return (ServerHello) Flights12.decode(handshake.server.out.peek());
    }

    private static Reason refused(Handshake handshake, UnaryOperator<ClientHello> change) {
        return Flights12.failure(handshake, ClientHello.class, change).reason();
    }

    private static ClientHello hello(Peers.Side client) {
        return (ClientHello) Flights12.decode(new Handshake(client, Flights12.server()).client.out.peek());
    }

    private static WireRules limited(int limit) {
        return new WireRules(true, false, RecordPadding.NONE, OptionalInt.of(limit));
    }

    private static Policy ruled(Policy policy, WireRules rules) {
        return new Policy(policy.name(), policy.versions(), policy.suites(), policy.serverOrder(), policy.groupTiers(),
                policy.hybridRequired(), policy.keyShares(), policy.schemes(), policy.certificateSchemes(), rules);
    }

    private static List<Integer> types(ExtensionBlock block) {
        return IntStream.range(0, block.size()).mapToObj(block::codeAt).toList();
    }

    private static Opaque body(ExtensionBlock block, ExtensionType type) {
        return block.bodyAt(types(block).indexOf(type.code()));
    }

    private static Opaque encoded(X509Certificate certificate) {
        try {
            return Opaque.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
