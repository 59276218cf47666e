package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.handshake.Rewrite.extensions;
import static org.handfast.handshake.Rewrite.raw;
import static org.handfast.handshake.Rewrite.with;
import static org.handfast.handshake.Rewrite.without;

import java.security.cert.CertificateEncodingException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.Reason;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.message.Certificate12;
import org.handfast.wire.message.CertificateRequest12;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.Finished;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.ServerHello;
import org.handfast.wire.message.ServerKeyExchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a client of TLS 1.2 makes of wrong messages of a server, each refused for its own reason. */
class ClientRejects12Test {
    private static final Identity RSA = Certificates.authority("Other Kind").localhost(KeyKind.RSA_2048);
    private static final SignatureScheme ECDSA_SHA1 = SignatureScheme.of(0x0203);

    @TestFactory
    @DisplayName("N-3: what a ServerHello selects was offered, TLS 1.2")
    Stream<DynamicTest> serverHello() {
        return Stream.of(
                hello("RFC 5246 appendix E.1: TLS 1.1", Reason.NO_COMMON_VERSION, h -> new ServerHello(
                        ProtocolVersion.of(0x0302), h.random(), h.legacySessionIdEcho(), h.cipherSuite(), 0,
                        h.extensions())),
                hello("RFC 5246 §7.4.1.3: suite not offered", Reason.SUITE_NOT_OFFERED, h -> suite(h, 0xC030)),
                hello("RFC 9846 §9.3: suite of TLS 1.3", Reason.SUITE_NOT_OFFERED, h -> suite(h, 0x1301)),
                hello("RFC 5246 §7.4.1.3: compression", Reason.BAD_COMPRESSION_METHOD, h -> new ServerHello(
                        h.legacyVersion(), h.random(), h.legacySessionIdEcho(), h.cipherSuite(), 1, h.extensions())),
                ext("RFC 5246 §7.4.1.4: unknown extension", Reason.UNSOLICITED_EXTENSION,
                        b -> with(b, raw(ExtensionType.of(0x7777)))),
                ext("RFC 8449 §5: max_fragment_length, which was not asked for", Reason.UNSOLICITED_EXTENSION,
                        b -> with(b, raw(ExtensionType.MAX_FRAGMENT_LENGTH, 1))),
                ext("RFC 9846 §4.3.1: supported_versions", Reason.UNSOLICITED_EXTENSION,
                        b -> with(b, raw(ExtensionType.SUPPORTED_VERSIONS, 3, 4))),
                ext("RFC 5246 §7.4.1.4.1: signature_algorithms", Reason.MISPLACED_EXTENSION,
                        b -> with(b, raw(ExtensionType.SIGNATURE_ALGORITHMS, 0, 2, 4, 3))),
                ext("RFC 5746 §3.4: renegotiation_info with a body", Reason.RENEGOTIATION_INFO_NOT_EMPTY,
                        b -> with(b, raw(ExtensionType.RENEGOTIATION_INFO, 1, 0))),
                ext("RFC 5746 §3.2: renegotiation_info cut short", Reason.DECODE_ERROR,
                        b -> with(b, raw(ExtensionType.RENEGOTIATION_INFO, 1))),
                ext("RFC 7627 §5.2: no extended main secret", Reason.EXTENDED_MAIN_SECRET_MISSING,
                        b -> without(b, ExtensionType.EXTENDED_MAIN_SECRET)),
                ext("RFC 7627 §5.1: extended main secret with a body", Reason.TRAILING_DATA,
                        b -> with(b, raw(ExtensionType.EXTENDED_MAIN_SECRET, 0))),
                ext("RFC 8422 §5.2: no uncompressed points", Reason.ILLEGAL_VALUE,
                        b -> with(b, raw(ExtensionType.EC_POINT_FORMATS, 1, 1))));
    }

    /** Somebody on the way takes TLS 1.3 out of the hello (RFC 9846 §4.2.3). */
    @Test
    @DisplayName("N-1: a client that can do better knows the downgrade sentinel")
    void downgrade() {
        Peers.Side client = Peers.client();
        client.policy = Peers.both();
        Peers.Side server = Peers.server();
        server.policy = Peers.both();
        assertThat(Flights12.failure(new Handshake(client, server), ClientHello.class, h -> extensions(
                h, without(h.extensions(), ExtensionType.SUPPORTED_VERSIONS))).reason())
                .isEqualTo(Reason.DOWNGRADE_DETECTED);
        assertThat(Reason.DOWNGRADE_DETECTED.alert().toString()).isEqualTo("illegal_parameter");
    }

    @TestFactory
    Stream<DynamicTest> certificate() {
        return Stream.of(
                certificate("RFC 5246 §7.4.2: empty", Reason.EMPTY_CERTIFICATE, c -> new Certificate12(List.of())),
                certificate("RFC 5246 §7.4.2: no X.509", Reason.CERTIFICATE_NOT_PARSED,
                        c -> new Certificate12(List.of(Opaque.of(new byte[] {0x30, 0})))),
                certificate("RFC 5246 §7.4.2: bytes behind", Reason.CERTIFICATE_NOT_PARSED, c -> new Certificate12(
                        List.of(new Writer().bytes(c.certificateList().get(0)).u8(0).toOpaque()))),
                certificate("RFC 5246 §7.4.2: eleven", Reason.CHAIN_TOO_LONG,
                        c -> new Certificate12(Collections.nCopies(11, c.certificateList().get(0)))),
                certificate("RFC 5246 §7.4.2, RFC 8422 §2.1: RSA key in an ECDSA suite",
                        Reason.CERTIFICATE_WRONG_KEY_TYPE, c -> new Certificate12(List.of(rsa()))));
    }

    @TestFactory
    @DisplayName("S-2: a server without a valid signature of its key exchange is nobody, TLS 1.2")
    Stream<DynamicTest> serverKeyExchange() {
        return Stream.of(
                exchange("RFC 8422 §5.4: curve not offered", Reason.GROUP_NOT_OFFERED,
                        e -> at(e, 1, 0, NamedGroup.SECP521R1.code())),
                exchange("RFC 8422 §5.4: curve nobody knows", Reason.GROUP_NOT_OFFERED, e -> at(e, 1, 0x7A, 0x7A)),
                exchange("RFC 8422 §5.4: explicit curve", Reason.GROUP_NOT_OFFERED, e -> at(e, 0, 1)),
                exchange("RFC 8422 §5.4: empty point", Reason.DECODE_ERROR,
                        e -> new ServerKeyExchange(new Writer().bytes(e.body().slice(0, 3)).u8(0).toOpaque())),
                exchange("RFC 5246 §7.4.3: cut short", Reason.DECODE_ERROR,
                        e -> new ServerKeyExchange(e.body().slice(0, e.body().length() - 1))),
                exchange("RFC 5246 §7.4.3: bytes behind", Reason.TRAILING_DATA,
                        e -> new ServerKeyExchange(new Writer().bytes(e.body()).u8(0).toOpaque())),
                exchange("RFC 5246 §7.4.3: no signature", Reason.DECODE_ERROR,
                        e -> new ServerKeyExchange(e.ecdhe().signed().parameters())),
                signed("RFC 5246 §7.4.3: scheme not offered", Reason.SIGNATURE_SCHEME_NOT_OFFERED,
                        SignatureScheme.ED25519),
                signed("RFC 9155 §5: SHA-1", Reason.SIGNATURE_SCHEME_NOT_OFFERED, ECDSA_SHA1),
                signed("RFC 5246 §7.4.3: scheme of another key", Reason.SIGNATURE_SCHEME_WRONG_KEY,
                        SignatureScheme.RSA_PSS_RSAE_SHA256),
                exchange("RFC 5246 §7.4.3: signature", Reason.BAD_SIGNATURE,
                        e -> at(e, e.body().length() - 1, e.body().at(e.body().length() - 1) ^ 1)),
                exchange("RFC 5246 §7.4.3: another share", Reason.BAD_SIGNATURE,
                        e -> at(e, 5, e.body().at(5) ^ 1)));
    }

    /** A request for what we do not have is answered with an empty Certificate (RFC 5246 §7.4.6). */
    @Test
    void requestsWeCannotAnswer() {
        U16List pss = U16List.of(SignatureScheme.RSA_PSS_RSAE_SHA256.code());
        U16List all = U16List.of(Peers.SCHEMES.stream().mapToInt(SignatureScheme::code).toArray());
        assertThat(answered(r -> r)).as("as asked").isTrue();
        assertThat(answered(r -> request(all, 1))).as("rsa_sign only").isFalse();
        assertThat(answered(r -> request(all, 99))).as("a type nobody knows").isFalse();
        assertThat(answered(r -> request(pss, 1, 64))).as("a scheme of another key").isFalse();
        assertThat(answered(r -> request(U16List.of(0x0203, 0x0202), 1, 64))).as("SHA-1 only").isFalse();
    }

    @TestFactory
    Stream<DynamicTest> serverFinished() {
        return Stream.of(
                finished("RFC 5246 §7.4.9: verify_data", Reason.BAD_FINISHED, f -> flipped(f.verifyData())),
                finished("RFC 5246 §7.4.9: short", Reason.DECODE_ERROR, f -> f.verifyData().slice(0, 11)),
                finished("RFC 5246 §7.4.9: long", Reason.DECODE_ERROR,
                        f -> new Writer().bytes(f.verifyData()).u8(0).toOpaque()),
                finished("RFC 5246 §7.4.9: empty", Reason.DECODE_ERROR, f -> Opaque.EMPTY));
    }

    private static boolean answered(UnaryOperator<CertificateRequest12> change) {
        Peers.Side client = Flights12.client();
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        Peers.Side server = Flights12.server();
        server.clientAuthentication = ClientAuthentication.WANT;
        Handshake handshake = new Handshake(client, server);
        handshake.server.deliver(handshake.client.out.remove());
        for (LoopLink.Sent sent : handshake.server.out) {
            HandshakeMessage message = Flights12.decode(sent);
            handshake.client.deliver(message instanceof CertificateRequest12 request
                    ? change.apply(request).encode() : sent.message());
        }
        return !Flights12.message(handshake.client, Certificate12.class).certificateList().isEmpty();
    }

    private static CertificateRequest12 request(U16List schemes, int... types) {
        Writer list = new Writer();
        for (int type : types) {
            list.u8(type);
        }
        return new CertificateRequest12(list.toOpaque(), schemes, List.of());
    }

    private static <M extends HandshakeMessage> DynamicTest test(
            String name, Reason expected, Class<M> type, UnaryOperator<M> change) {
        return DynamicTest.dynamicTest(name, () -> {
            Handshake handshake = new Handshake(Flights12.client(), Flights12.server());
            assertThat(Flights12.failure(handshake, type, change).reason()).isEqualTo(expected);
            assertThat(handshake.client.established).isNull();
        });
    }

    private static DynamicTest hello(String name, Reason reason, UnaryOperator<ServerHello> change) {
        return test(name, reason, ServerHello.class, change);
    }

    private static DynamicTest ext(String name, Reason reason, UnaryOperator<ExtensionBlock> change) {
        return hello(name, reason, h -> extensions(h, change.apply(h.extensions())));
    }

    private static DynamicTest certificate(String name, Reason reason, UnaryOperator<Certificate12> change) {
        return test(name, reason, Certificate12.class, change);
    }

    private static DynamicTest exchange(String name, Reason reason, UnaryOperator<ServerKeyExchange> change) {
        return test(name, reason, ServerKeyExchange.class, change);
    }

    private static DynamicTest signed(String name, Reason reason, SignatureScheme scheme) {
        return exchange(name, reason, e -> ServerKeyExchange.signed(
                e.ecdhe().signed().parameters(), scheme, e.ecdhe().signed().signature()));
    }

    /** The server's Finished alone: it comes once the client waits for it, under keys. */
    private static DynamicTest finished(String name, Reason reason, Function<Finished, Opaque> data) {
        return DynamicTest.dynamicTest(name, () -> {
            Handshake handshake = new Handshake(Flights12.client(), Flights12.server());
            int[] seen = {0};
            // the client's own Finished is the first
            assertThat(Flights12.failure(handshake, Finished.class,
                    f -> seen[0]++ == 0 ? f : new Finished(data.apply(f))).reason()).isEqualTo(reason);
            assertThat(handshake.client.established).isNull();
        });
    }

    private static ServerHello suite(ServerHello h, int code) {
        return new ServerHello(
                h.legacyVersion(), h.random(), h.legacySessionIdEcho(), CipherSuite.of(code), 0, h.extensions());
    }

    private static ServerKeyExchange at(ServerKeyExchange exchange, int index, int... values) {
        byte[] bytes = exchange.body().bytes();
        for (int i = 0; i < values.length; i++) {
            bytes[index + i] = (byte) values[i];
        }
        return new ServerKeyExchange(Opaque.of(bytes));
    }

    private static Opaque rsa() {
        try {
            return Opaque.of(RSA.chain().get(0).getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Opaque flipped(Opaque bytes) {
        byte[] flipped = bytes.bytes();
        flipped[flipped.length - 1] ^= 1;
        return Opaque.of(flipped);
    }
}
