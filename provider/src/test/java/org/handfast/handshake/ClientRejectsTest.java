package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.handfast.handshake.Rewrite.extensions;
import static org.handfast.handshake.Rewrite.raw;
import static org.handfast.handshake.Rewrite.with;
import static org.handfast.handshake.Rewrite.without;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.Cookie;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.KeyShare;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.CertificateEntry;
import org.handfast.wire.message.CertificateRequest;
import org.handfast.wire.message.CertificateVerify;
import org.handfast.wire.message.EncryptedExtensions;
import org.handfast.wire.message.Finished;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.ServerHello;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a client makes of wrong messages of a server, each refused for its own reason. */
class ClientRejectsTest {
    private record Case(String name, Reason expected, Class<? extends HandshakeMessage> type,
            UnaryOperator<HandshakeMessage> change) {}

    @TestFactory
    @DisplayName("N-3: what a ServerHello selects was offered, TLS 1.3")
    Stream<DynamicTest> serverHello() {
        return Stream.of(
                        hello("RFC 9846 §4.2.3: legacy_version", Reason.BAD_LEGACY_VERSION, h -> new ServerHello(
                                ProtocolVersion.TLS13, h.random(), h.legacySessionIdEcho(), h.cipherSuite(), 0,
                                h.extensions())),
                        hello("RFC 9846 §4.2.3: session id", Reason.SESSION_ID_NOT_ECHOED, h -> new ServerHello(
                                h.legacyVersion(), h.random(), Opaque.EMPTY, h.cipherSuite(), 0, h.extensions())),
                        hello("RFC 9846 §4.2.3: compression", Reason.BAD_COMPRESSION_METHOD, h -> new ServerHello(
                                h.legacyVersion(), h.random(), h.legacySessionIdEcho(), h.cipherSuite(), 1,
                                h.extensions())),
                        hello("RFC 9846 §4.2.3: suite not offered", Reason.SUITE_NOT_OFFERED, h -> suite(h, 0x1303)),
                        ext("RFC 9846 §4.3.1: TLS 1.2 in supported_versions", Reason.VERSION_NOT_OFFERED,
                                b -> with(b, new SupportedVersions.ServerHello(ProtocolVersion.TLS12))),
                        ext("RFC 9846 appendix E.1: TLS 1.2", Reason.NO_COMMON_VERSION,
                                b -> without(b, ExtensionType.SUPPORTED_VERSIONS)),
                        hello("RFC 9846 §4.2.3: sentinel", Reason.DOWNGRADE_DETECTED, ClientRejectsTest::downgraded),
                        ext("RFC 9846 §4.2.3: no key_share", Reason.MISSING_EXTENSION,
                                b -> without(b, ExtensionType.KEY_SHARE)),
                        ext("RFC 9846 §4.3.8: group without share", Reason.GROUP_NOT_OFFERED, b -> with(b,
                                new KeyShare.ServerHello(new KeyShareEntry(
                                        NamedGroup.SECP256R1, Opaque.of(new byte[32]))))),
                        ext("RFC 9846 §4.3: pre_shared_key not offered", Reason.UNSOLICITED_EXTENSION,
                                b -> with(b, raw(ExtensionType.PRE_SHARED_KEY, 0, 0))),
                        ext("RFC 9846 §4.3: unknown extension", Reason.UNSOLICITED_EXTENSION,
                                b -> with(b, raw(ExtensionType.of(0x7777)))),
                        ext("RFC 9846 §4.3: ALPN in ServerHello", Reason.MISPLACED_EXTENSION, b -> with(b,
                                raw(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, 0, 3, 2, 'h', '2'))),
                        ext("RFC 9846 §4.3: cookie in ServerHello", Reason.MISPLACED_EXTENSION,
                                b -> with(b, new Cookie(Opaque.of(new byte[1])))))
                .map(ClientRejectsTest::test);
    }

    @TestFactory
    Stream<DynamicTest> encryptedExtensions() {
        return Stream.of(
                        encrypted("RFC 9846 §4.4.1: unknown", Reason.UNSOLICITED_EXTENSION,
                                b -> with(b, raw(ExtensionType.of(0x7777)))),
                        encrypted("RFC 9846 §4.3: key_share", Reason.MISPLACED_EXTENSION,
                                b -> with(b, raw(ExtensionType.KEY_SHARE, 0, 0))),
                        encrypted("RFC 7301 §3.1: protocol not offered",
                                Reason.APPLICATION_PROTOCOL_NOT_OFFERED, b -> with(b, alpn(3, 2, 'h', '3'))),
                        encrypted("RFC 7301 §3.1: two protocols", Reason.DECODE_ERROR,
                                b -> with(b, alpn(6, 2, 'h', '2', 2, 'h', '2'))),
                        encrypted("RFC 6066 §3: server_name with a body", Reason.TRAILING_DATA,
                                b -> with(b, raw(ExtensionType.SERVER_NAME, 0))),
                        encrypted("RFC 9846 §4.3.10: early_data", Reason.UNSOLICITED_EXTENSION,
                                b -> with(b, raw(ExtensionType.EARLY_DATA))))
                .map(ClientRejectsTest::test);
    }

    @TestFactory
    Stream<DynamicTest> requestAndCertificate() {
        return Stream.of(
                        request("RFC 9846 §4.4.2: context", Reason.CERTIFICATE_CONTEXT_NOT_EMPTY,
                                r -> new CertificateRequest(Opaque.of(new byte[1]), r.extensions())),
                        request("RFC 9846 §4.4.2: no signature_algorithms", Reason.MISSING_EXTENSION,
                                r -> new CertificateRequest(r.context(), ExtensionBlock.EMPTY)),
                        request("RFC 9846 §4.3: key_share", Reason.MISPLACED_EXTENSION, r -> new CertificateRequest(
                                r.context(), with(r.extensions(), raw(ExtensionType.KEY_SHARE, 0, 0)))),
                        certificate("RFC 9846 §4.5.1: context", Reason.CERTIFICATE_CONTEXT_NOT_EMPTY,
                                c -> new Certificate(Opaque.of(new byte[1]), c.certificateList())),
                        certificate("RFC 9846 §4.5.1.3: empty", Reason.EMPTY_CERTIFICATE,
                                c -> new Certificate(c.context(), List.of())),
                        certificate("RFC 9846 §4.5.1.3: garbage", Reason.CERTIFICATE_NOT_PARSED,
                                c -> new Certificate(c.context(), List.of(entry(Opaque.of(new byte[] {0x30, 0}))))),
                        certificate("RFC 9846 §4.5.1.3: bytes behind", Reason.CERTIFICATE_NOT_PARSED,
                                c -> new Certificate(c.context(), List.of(entry(longer(c))))),
                        certificate("RFC 9846 §4.5.1: eleven", Reason.CHAIN_TOO_LONG, c -> new Certificate(
                                c.context(), Collections.nCopies(11, c.certificateList().get(0)))),
                        certificate("RFC 9846 §4.5.1: extension not asked for", Reason.UNSOLICITED_EXTENSION,
                                c -> new Certificate(c.context(), List.of(new CertificateEntry(
                                        c.certificateList().get(0).der(),
                                        ExtensionBlock.of(raw(ExtensionType.of(0x7777))))))))
                .map(ClientRejectsTest::test);
    }

    @TestFactory
    @DisplayName("S-2: a server without a valid CertificateVerify or Finished is nobody, TLS 1.3")
    Stream<DynamicTest> verifyAndFinished() {
        return Stream.of(
                        verify("RFC 9846 §4.5.2: scheme not offered", Reason.SIGNATURE_SCHEME_NOT_OFFERED,
                                v -> new CertificateVerify(SignatureScheme.ED25519, v.signature())),
                        verify("RFC 9846 §4.5.2: PKCS #1", Reason.SIGNATURE_SCHEME_NOT_OFFERED,
                                v -> new CertificateVerify(SignatureScheme.RSA_PKCS1_SHA256, v.signature())),
                        verify("RFC 9846 §4.5.2: scheme of another key", Reason.SIGNATURE_SCHEME_WRONG_KEY,
                                v -> new CertificateVerify(SignatureScheme.RSA_PSS_RSAE_SHA256, v.signature())),
                        verify("RFC 9846 §4.5.2: signature", Reason.BAD_SIGNATURE,
                                v -> new CertificateVerify(v.algorithm(), flipped(v.signature()))),
                        finished("RFC 9846 §4.5.3: verify_data", Reason.BAD_FINISHED,
                                f -> new Finished(flipped(f.verifyData()))),
                        finished("RFC 9846 §6.2: short verify_data", Reason.DECODE_ERROR,
                                f -> new Finished(f.verifyData().slice(0, 31))),
                        finished("RFC 9846 §6.2: long verify_data", Reason.DECODE_ERROR,
                                f -> new Finished(new Writer().bytes(f.verifyData()).u8(0).toOpaque())),
                        finished("RFC 9846 §6.2: empty verify_data", Reason.DECODE_ERROR,
                                f -> new Finished(Opaque.EMPTY)))
                .map(ClientRejectsTest::test);
    }

    @TestFactory
    Stream<DynamicTest> helloRetryRequest() {
        return Stream.of(
                        ext("RFC 9846 §4.2.4: changes nothing", Reason.USELESS_HELLO_RETRY_REQUEST,
                                b -> without(without(b, ExtensionType.KEY_SHARE), ExtensionType.COOKIE)),
                        ext("RFC 9846 §4.3.8: group already shared", Reason.USELESS_HELLO_RETRY_REQUEST,
                                b -> with(b, new KeyShare.HelloRetryRequest(NamedGroup.X25519))),
                        ext("RFC 9846 §4.3.8: group not offered", Reason.GROUP_NOT_OFFERED,
                                b -> with(b, new KeyShare.HelloRetryRequest(NamedGroup.SECP521R1))),
                        ext("RFC 9846 §4.2.4: no supported_versions", Reason.MISSING_EXTENSION,
                                b -> without(b, ExtensionType.SUPPORTED_VERSIONS)),
                        hello("RFC 9846 §4.2.4: suite not offered", Reason.SUITE_NOT_OFFERED, h -> suite(h, 0x1303)),
                        ext("RFC 9846 §4.3: server_name", Reason.MISPLACED_EXTENSION,
                                b -> with(b, raw(ExtensionType.SERVER_NAME))))
                .map(c -> DynamicTest.dynamicTest(c.name, () -> assertThat(retryFailure(c)).isEqualTo(c.expected)));
    }

    @TestFactory
    @DisplayName("S-9: after a HelloRetryRequest the server keeps to it")
    Stream<DynamicTest> helloAfterRetry() {
        return Stream.of(
                        hello("RFC 9846 §4.2.4: second retry", Reason.SECOND_HELLO_RETRY_REQUEST, h -> new ServerHello(
                                h.legacyVersion(), ServerHello.RETRY_RANDOM, h.legacySessionIdEcho(), h.cipherSuite(),
                                0, h.extensions())),
                        hello("RFC 9846 §4.2.4: another suite", Reason.SUITE_CHANGED_AFTER_RETRY,
                                h -> suite(h, 0x1302)),
                        ext("RFC 9846 §4.3.8: another group", Reason.GROUP_NOT_OFFERED, b -> with(b,
                                new KeyShare.ServerHello(new KeyShareEntry(
                                        NamedGroup.X25519, Opaque.of(new byte[32]))))))
                .map(c -> DynamicTest.dynamicTest(c.name, () -> assertThat(afterRetry(c)).isEqualTo(c.expected)));
    }

    private static DynamicTest test(Case c) {
        return DynamicTest.dynamicTest(c.name, () -> {
            Peers.Side server = Peers.server();
            server.clientAuthentication = ClientAuthentication.WANT;
            Handshake handshake = new Handshake(client(), server);
            handshake.server.deliver(handshake.client.out.remove());
            assertThat(deliver(handshake, c)).isEqualTo(c.expected);
        });
    }

    /** Delivers all the server sent, with the one message changed. */
    private static Reason deliver(Handshake handshake, Case c) {
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> {
            for (LoopLink.Sent sent : new ArrayList<>(handshake.server.out)) {
                HandshakeMessage message = Rewrite.decode(sent.message());
                handshake.client.deliver(c.type.isInstance(message)
                        ? c.change.apply(message).encode()
                        : sent.message());
            }
        });
        assertThat(handshake.client.established).isNull();
        return failure.reason();
    }

    private static Reason retryFailure(Case c) {
        Handshake handshake = new Handshake(classicalClient(), Peers.server());
        handshake.server.deliver(handshake.client.out.remove());
        return deliver(handshake, c);
    }

    private static Reason afterRetry(Case c) {
        Handshake handshake = new Handshake(classicalClient(), Peers.server());
        handshake.server.deliver(handshake.client.out.remove());
        handshake.client.deliver(handshake.server.out.remove());
        handshake.server.deliver(handshake.client.out.remove());
        return deliver(handshake, c);
    }

    private static Peers.Side client() {
        Peers.Side client = Peers.client();
        client.serverName = Optional.of("server.example");
        client.protocols = List.of("h2");
        return client;
    }

    private static Peers.Side classicalClient() {
        Peers.Side client = client();
        client.policy = Peers.policy(Peers.TIERS, List.of(NamedGroup.X25519), false);
        return client;
    }

    private static <M extends HandshakeMessage> Case of(
            String name, Reason reason, Class<M> type, UnaryOperator<M> change) {
        return new Case(name, reason, type, message -> change.apply(type.cast(message)));
    }

    private static Case hello(String name, Reason reason, UnaryOperator<ServerHello> change) {
        return of(name, reason, ServerHello.class, change);
    }

    private static Case ext(String name, Reason reason, UnaryOperator<ExtensionBlock> change) {
        return hello(name, reason, h -> extensions(h, change.apply(h.extensions())));
    }

    private static Case encrypted(String name, Reason reason, UnaryOperator<ExtensionBlock> change) {
        return of(name, reason, EncryptedExtensions.class, e -> new EncryptedExtensions(change.apply(e.extensions())));
    }

    private static Case request(String name, Reason reason, UnaryOperator<CertificateRequest> change) {
        return of(name, reason, CertificateRequest.class, change);
    }

    private static Case certificate(String name, Reason reason, UnaryOperator<Certificate> change) {
        return of(name, reason, Certificate.class, change);
    }

    private static Case verify(String name, Reason reason, UnaryOperator<CertificateVerify> change) {
        return of(name, reason, CertificateVerify.class, change);
    }

    private static Case finished(String name, Reason reason, UnaryOperator<Finished> change) {
        return of(name, reason, Finished.class, change);
    }

    private static ServerHello suite(ServerHello h, int code) {
        return new ServerHello(
                h.legacyVersion(), h.random(), h.legacySessionIdEcho(), CipherSuite.of(code), 0, h.extensions());
    }

    private static ServerHello downgraded(ServerHello h) {
        Opaque random = new Writer(32)
                .bytes(h.random().slice(0, 24))
                .u32(0x444F574EL)
                .u32(0x47524401L)
                .toOpaque();
        return new ServerHello(
                h.legacyVersion(), random, h.legacySessionIdEcho(), h.cipherSuite(), 0,
                without(h.extensions(), ExtensionType.SUPPORTED_VERSIONS));
    }

    private static Extension alpn(int... list) {
        int[] body = new int[list.length + 1];
        System.arraycopy(list, 0, body, 1, list.length);
        return raw(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, body);
    }

    private static CertificateEntry entry(Opaque der) {
        return new CertificateEntry(der, ExtensionBlock.EMPTY);
    }

    private static Opaque longer(Certificate certificate) {
        return new Writer().bytes(certificate.certificateList().get(0).der()).u8(0).toOpaque();
    }

    private static Opaque flipped(Opaque bytes) {
        byte[] flipped = bytes.bytes();
        flipped[flipped.length - 1] ^= 1;
        return Opaque.of(flipped);
    }
}
