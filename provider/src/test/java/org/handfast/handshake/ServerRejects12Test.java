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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.Reason;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.message.Certificate12;
import org.handfast.wire.message.CertificateVerify;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.ClientKeyExchange;
import org.handfast.wire.message.Finished;
import org.handfast.wire.message.HandshakeMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a server of TLS 1.2 makes of wrong messages of a client, each refused for its own reason. */
class ServerRejects12Test {
    private static final Identity RSA = Certificates.authority("Other Kind").client("client", KeyKind.RSA_2048);
    private static final SignatureScheme ECDSA_SHA1 = SignatureScheme.of(0x0203);
    private static final int FALLBACK = 0x5600;
    private static final int RENEGOTIATION = 0x00FF;

    @TestFactory
    Stream<DynamicTest> firstHello() {
        return Stream.of(
                hello("RFC 5246 appendix E.1: TLS 1.1", Reason.NO_COMMON_VERSION,
                        h -> fields(h, 0x0302, suites(h), 0)),
                ext("RFC 9846 §4.3.1: TLS 1.1 in supported_versions", Reason.NO_COMMON_VERSION,
                        b -> with(b, raw(ExtensionType.SUPPORTED_VERSIONS, 2, 3, 2))),
                hello("RFC 5246 §7.4.1.2: no null compression", Reason.BAD_COMPRESSION_METHOD,
                        h -> fields(h, 0x0303, suites(h), 1)),
                hello("RFC 5246 §7.4.1.2: no common suite", Reason.NO_COMMON_SUITE,
                        h -> fields(h, 0x0303, U16List.of(0x009C, 0x1301, 0x0A0A), 0)),
                hello("RFC 5246 appendix A.5: TLS_NULL_WITH_NULL_NULL", Reason.NO_COMMON_SUITE,
                        h -> fields(h, 0x0303, U16List.of(0), 0)),
                ext("RFC 5246 §7.4.1.4.1: no signature_algorithms, which means SHA-1",
                        Reason.NO_COMMON_SIGNATURE_SCHEME, b -> without(b, ExtensionType.SIGNATURE_ALGORITHMS)),
                ext("RFC 5246 §7.4.3: SHA-1 only", Reason.NO_COMMON_SIGNATURE_SCHEME,
                        b -> with(b, raw(ExtensionType.SIGNATURE_ALGORITHMS, 0, 4, 2, 1, 2, 3))),
                ext("RFC 8422 §4: no common curve", Reason.NO_COMMON_GROUP,
                        b -> with(b, raw(ExtensionType.SUPPORTED_GROUPS, 0, 4, 0, 22, 0x7A, 0x7A))),
                ext("RFC 8422 §5.1.2: no uncompressed points", Reason.ILLEGAL_VALUE,
                        b -> with(b, raw(ExtensionType.EC_POINT_FORMATS, 2, 1, 2))),
                ext("RFC 8422 §5.1.2: empty point formats", Reason.DECODE_ERROR,
                        b -> with(b, raw(ExtensionType.EC_POINT_FORMATS, 0))),
                ext("RFC 5746 §3.6: renegotiation_info with a body", Reason.RENEGOTIATION_INFO_NOT_EMPTY,
                        b -> with(b, raw(ExtensionType.RENEGOTIATION_INFO, 1, 0))),
                ext("RFC 7627 §5.3: no extended main secret", Reason.EXTENDED_MAIN_SECRET_MISSING,
                        b -> without(b, ExtensionType.EXTENDED_MAIN_SECRET)),
                ext("RFC 7627 §5.1: extended main secret with a body", Reason.TRAILING_DATA,
                        b -> with(b, raw(ExtensionType.EXTENDED_MAIN_SECRET, 0))),
                hello("RFC 5246 §7.4.1.2: no extensions, which is well formed", Reason.NO_COMMON_GROUP,
                        h -> extensions(h, ExtensionBlock.ABSENT)));
    }

    @TestFactory
    Stream<DynamicTest> unusualButFine() {
        return Stream.of(
                fine("unknown suites", h -> fields(h, 0x0303,
                        U16List.of(0x0A0A, 0x1301, 0x00FF, 0xC02B, 0xC02F, 0xFFFF), 0)),
                fine("more compression methods", h -> fields(h, 0x0303, suites(h), 1, 64, 0)),
                fine("TLS 1.3 in client_version", h -> fields(h, 0x0304, suites(h), 0)),
                fine("TLS 1.15 in client_version", h -> fields(h, 0x0310, suites(h), 0)),
                fine("TLS 4.3 in client_version", h -> fields(h, 0x0603, suites(h), 0)),
                fine("a list of versions", h -> extensions(h, with(h.extensions(),
                        raw(ExtensionType.SUPPORTED_VERSIONS, 6, 0x0A, 0x0A, 3, 4, 3, 3)))),
                fine("the SCSV for renegotiation_info", h -> fields(
                        extensions(h, without(h.extensions(), ExtensionType.RENEGOTIATION_INFO)), 0x0303,
                        U16List.of(0xC02B, RENEGOTIATION), 0)),
                fine("neither", h -> extensions(h, without(h.extensions(), ExtensionType.RENEGOTIATION_INFO))),
                fine("an unknown extension", h -> extensions(h, with(h.extensions(),
                        raw(ExtensionType.of(0x7777), 1, 2, 3)))),
                fine("no point formats", h -> extensions(h, without(
                        h.extensions(), ExtensionType.EC_POINT_FORMATS))),
                fine("more point formats", h -> extensions(h, with(h.extensions(),
                        raw(ExtensionType.EC_POINT_FORMATS, 3, 1, 0, 2)))),
                fine("unknown groups and schemes", h -> extensions(h, with(with(h.extensions(),
                        raw(ExtensionType.SUPPORTED_GROUPS, 0, 6, 0x7A, 0x7A, 0, 29, 0, 23)),
                        raw(ExtensionType.SIGNATURE_ALGORITHMS, 0, 6, 0x7A, 0x7A, 2, 1, 4, 3)))),
                fine("the fallback signal, where we have no higher version", h -> fields(h, 0x0303,
                        U16List.of(0xC02B, FALLBACK), 0)));
    }

    /** RFC 7507 §3. */
    @Test
    @DisplayName("N-1: TLS_FALLBACK_SCSV is honoured")
    void fallback() {
        Peers.Side client = Flights12.client();
        client.wishes = new ClientWishes(true, true, true);
        Peers.Side both = Peers.server();
        both.policy = Peers.both();
        assertThat(Flights12.failure(new Handshake(client, both), ClientHello.class, h -> {
            assertThat(h.cipherSuites().contains(FALLBACK)).isTrue();
            return h;
        }).reason()).isEqualTo(Reason.INAPPROPRIATE_FALLBACK);
        assertThat(Reason.INAPPROPRIATE_FALLBACK.alert().toString()).isEqualTo("inappropriate_fallback");
        assertThat(Flights12.failure(new Handshake(client, both), ClientHello.class,
                h -> fields(h, 0x0302, suites(h), 0)).reason())
                .as("protocol_version where the version itself is not supported").isEqualTo(Reason.NO_COMMON_VERSION);
        assertThat(Handshake.run(client, Flights12.server()).server.established).as("no higher version").isNotNull();
    }

    @TestFactory
    @DisplayName("S-2: a client certificate without a valid CertificateVerify authenticates nobody, TLS 1.2")
    Stream<DynamicTest> clientAuthentication() {
        return Stream.of(
                test("RFC 5246 §7.4.6: none where one is needed", Reason.CLIENT_CERTIFICATE_MISSING,
                        Certificate12.class, c -> new Certificate12(List.of())),
                test("RFC 5246 §7.4.6: no X.509", Reason.CERTIFICATE_NOT_PARSED,
                        Certificate12.class, c -> ofClient(c, new Certificate12(List.of(Opaque.of(new byte[3]))))),
                test("RFC 5246 §7.4.6: nine", Reason.CHAIN_TOO_LONG, Certificate12.class,
                        c -> ofClient(c, new Certificate12(Collections.nCopies(9, c.certificateList().get(0))))),
                test("RFC 5246 §7.4.8: signature", Reason.BAD_SIGNATURE, CertificateVerify.class,
                        v -> new CertificateVerify(v.algorithm(), flipped(v.signature()))),
                test("RFC 5246 §7.4.8: no signature", Reason.BAD_SIGNATURE, CertificateVerify.class,
                        v -> new CertificateVerify(v.algorithm(), Opaque.EMPTY)),
                test("RFC 5246 §7.4.8: scheme not asked for", Reason.SIGNATURE_SCHEME_NOT_OFFERED,
                        CertificateVerify.class, v -> new CertificateVerify(SignatureScheme.ED25519, v.signature())),
                test("RFC 9155 §5: SHA-1", Reason.SIGNATURE_SCHEME_NOT_OFFERED, CertificateVerify.class,
                        v -> new CertificateVerify(ECDSA_SHA1, v.signature())),
                test("RFC 5246 §7.4.8: scheme of another key", Reason.SIGNATURE_SCHEME_WRONG_KEY,
                        CertificateVerify.class,
                        v -> new CertificateVerify(SignatureScheme.RSA_PSS_RSAE_SHA256, v.signature())));
    }

    /** RFC 5246 §7.4.6, RFC 8422 §5.6: the key is of a kind that was asked for. */
    @Test
    void keyOfAnotherKindThanAskedFor() {
        Handshake handshake = authenticated(Flights12.policy(
                Peers.SUITES_12, List.of(SignatureScheme.ECDSA_SECP256R1_SHA256)));
        Certificate12 other = new Certificate12(List.of(rsa()));
        assertThat(Flights12.failure(handshake, Certificate12.class, c -> ofClient(c, other)).reason())
                .isEqualTo(Reason.CERTIFICATE_TYPE_NOT_ASKED_FOR);
    }

    @TestFactory
    Stream<DynamicTest> clientKeyExchange() {
        return Stream.of(
                test("RFC 8422 §5.7: empty point", Reason.DECODE_ERROR, ClientKeyExchange.class,
                        e -> new ClientKeyExchange(Opaque.of(new byte[1]))),
                test("RFC 8422 §5.7: nothing", Reason.DECODE_ERROR, ClientKeyExchange.class,
                        e -> new ClientKeyExchange(Opaque.EMPTY)),
                test("RFC 8422 §5.7: cut short", Reason.DECODE_ERROR, ClientKeyExchange.class,
                        e -> new ClientKeyExchange(e.body().slice(0, e.body().length() - 1))),
                test("RFC 8422 §5.7: bytes behind", Reason.TRAILING_DATA, ClientKeyExchange.class,
                        e -> new ClientKeyExchange(new Writer().bytes(e.body()).u8(0).toOpaque())));
    }

    @TestFactory
    @DisplayName("S-2: nothing is connected without a valid Finished of the client, TLS 1.2")
    Stream<DynamicTest> clientFinished() {
        return Stream.of(
                test("RFC 5246 §7.4.9: verify_data", Reason.BAD_FINISHED, Finished.class,
                        f -> new Finished(flipped(f.verifyData()))),
                test("RFC 5246 §7.4.9: short", Reason.DECODE_ERROR, Finished.class,
                        f -> new Finished(f.verifyData().slice(0, 11))),
                test("RFC 5246 §7.4.9: long", Reason.DECODE_ERROR, Finished.class,
                        f -> new Finished(new Writer().bytes(f.verifyData()).u8(0).toOpaque())),
                test("RFC 5246 §7.4.9: empty", Reason.DECODE_ERROR, Finished.class, f -> new Finished(Opaque.EMPTY)));
    }

    private static Handshake authenticated(Policy policyOfServer) {
        Peers.Side client = Flights12.client();
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        Peers.Side server = Flights12.server();
        server.policy = policyOfServer;
        server.clientAuthentication = ClientAuthentication.NEED;
        return new Handshake(client, server);
    }

    /** The server's own Certificate passes unchanged. */
    private static Certificate12 ofClient(Certificate12 message, Certificate12 changed) {
        return message.certificateList().get(0).equals(encoded(Peers.SERVER)) ? message : changed;
    }

    private static <M extends HandshakeMessage> DynamicTest test(
            String name, Reason expected, Class<M> type, UnaryOperator<M> change) {
        return DynamicTest.dynamicTest(name, () -> {
            Handshake handshake = Flights12.authenticated();
            UnaryOperator<M> ofClientOnly = message -> message instanceof Certificate12 certificate
                    ? type.cast(ofClient(certificate, (Certificate12) change.apply(message)))
                    : change.apply(message);
            assertThat(Flights12.failure(handshake, type, ofClientOnly).reason()).isEqualTo(expected);
            assertThat(handshake.server.established).isNull();
        });
    }

    private static DynamicTest hello(String name, Reason reason, UnaryOperator<ClientHello> change) {
        return test(name, reason, ClientHello.class, change);
    }

    private static DynamicTest ext(String name, Reason reason, UnaryOperator<ExtensionBlock> change) {
        return hello(name, reason, h -> extensions(h, change.apply(h.extensions())));
    }

    /** The server answers with its whole flight; the client's hello was another, so what follows cannot fit. */
    private static DynamicTest fine(String name, UnaryOperator<ClientHello> change) {
        return DynamicTest.dynamicTest(name, () -> {
            Handshake handshake = new Handshake(Flights12.client(), Flights12.server());
            LoopLink.Sent sent = handshake.client.out.remove();
            handshake.server.deliver(change.apply((ClientHello) Flights12.decode(sent)).encode());
            assertThat(handshake.server.events).endsWith("send server_hello_done");
        });
    }

    private static ClientHello fields(ClientHello h, int version, U16List suites, int... compression) {
        Writer methods = new Writer();
        for (int method : compression) {
            methods.u8(method);
        }
        return new ClientHello(ProtocolVersion.of(version), h.random(), h.legacySessionId(), suites,
                methods.toOpaque(), h.extensions());
    }

    private static U16List suites(ClientHello hello) {
        return U16List.of(hello.cipherSuites().map(CipherSuite::of).stream().mapToInt(CipherSuite::code).toArray());
    }

    private static Opaque rsa() {
        return encoded(RSA);
    }

    private static Opaque encoded(Identity identity) {
        try {
            return Opaque.of(identity.chain().get(0).getEncoded());
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
