package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.AlertDescription;
import org.handfast.iana.HandshakeType;
import org.handfast.iana.SignatureScheme;
import org.handfast.testing.Certificates;
import org.handfast.testing.KeyKind;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Certificate12;
import org.handfast.wire.message.CertificateVerify;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.ClientKeyExchange;
import org.handfast.wire.message.Finished;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a TLS 1.2 server makes of wrong messages after the ClientHello. */
class ServerRejectsLater12Test {
    /** A change of one message of the client, and what comes of it. */
    private record Case(String name, HandshakeType type, Reason expected, UnaryOperator<Opaque> change) {}

    @TestFactory
    Stream<DynamicTest> wrongMessages() throws Exception {
        Opaque genuine = Opaque.of(Peers.CLIENT.chain().get(0).getEncoded());
        Opaque ed25519 = Opaque.of(
                Certificates.authority("Other").client("other", KeyKind.ED25519).chain().get(0).getEncoded());
        return Stream.of(
                        certificate("RFC 5246 §7.4.6: no certificate though one is needed",
                                Reason.CLIENT_CERTIFICATE_MISSING, List.of()),
                        certificate("RFC 5246 §7.4.2: no certificate at all", Reason.CERTIFICATE_NOT_PARSED,
                                List.of(Opaque.of(new byte[8]))),
                        certificate("RFC 5246 §7.4.6: a kind of key that was not asked for",
                                Reason.CERTIFICATE_TYPE_NOT_ASKED_FOR, List.of(ed25519)),
                        certificate("more certificates than we read", Reason.CHAIN_TOO_LONG,
                                Collections.nCopies(9, genuine)),
                        new Case("RFC 8422 §5.7: empty point", HandshakeType.CLIENT_KEY_EXCHANGE,
                                Reason.DECODE_ERROR, m -> ClientKeyExchange.ecdhe(Opaque.EMPTY).encode()),
                        new Case("RFC 8422 §5.7: bytes behind the point", HandshakeType.CLIENT_KEY_EXCHANGE,
                                Reason.TRAILING_DATA,
                                m -> new ClientKeyExchange(Opaque.of(new byte[] {1, 4, 0})).encode()),
                        verify("RFC 5246 §7.4.8: a scheme that was not offered", Reason.SIGNATURE_SCHEME_NOT_OFFERED,
                                v -> new CertificateVerify(SignatureScheme.ED25519, v.signature())),
                        verify("RFC 9155 §5: SHA-1", Reason.SIGNATURE_SCHEME_NOT_OFFERED,
                                v -> new CertificateVerify(SignatureScheme.ECDSA_SHA1, v.signature())),
                        verify("RFC 5246 §7.4.8: a scheme of another kind of key", Reason.SIGNATURE_SCHEME_WRONG_KEY,
                                v -> new CertificateVerify(SignatureScheme.RSA_PSS_RSAE_SHA256, v.signature())),
                        verify("RFC 5246 §7.4.8: a wrong signature", Reason.BAD_SIGNATURE,
                                v -> new CertificateVerify(v.algorithm(), Opaque.of(new byte[70]))),
                        finished("RFC 5246 §7.4.9: wrong verify_data", Reason.BAD_FINISHED, 12),
                        finished("RFC 5246 §7.4.9: short verify_data", Reason.DECODE_ERROR, 11),
                        finished("RFC 5246 §7.4.9: verify_data as long as that of TLS 1.3", Reason.DECODE_ERROR, 32))
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    Handshake handshake = until(c.type);
                    Opaque changed = c.change.apply(handshake.client.out.remove().message());
                    assertThat(reason(handshake, changed)).isEqualTo(c.expected);
                    assertThat(handshake.server.established).isNull();
                }));
    }

    /** Security rule S-7. */
    @Test
    void renegotiationIsRefused() {
        Handshake handshake = until(HandshakeType.FINISHED);
        handshake.run();
        assertThat(handshake.server.established).isNotNull();
        Opaque hello = new Handshake(client(), server()).client.out.remove().message();
        assertThat(Rewrite.decode12(hello)).isInstanceOf(ClientHello.class);
        assertThat(reason(handshake, hello)).isEqualTo(Reason.RENEGOTIATION_REFUSED);
        assertThat(Reason.RENEGOTIATION_REFUSED.alert()).isEqualTo(AlertDescription.NO_RENEGOTIATION);
    }

    @Test
    void alertsOfTls12() {
        assertThat(Reason.CLIENT_CERTIFICATE_MISSING.alert())
                .as("certificate_required does not exist").isEqualTo(AlertDescription.HANDSHAKE_FAILURE);
        assertThat(Reason.NO_COMMON_FINITE_FIELD_GROUP.alert()).isEqualTo(AlertDescription.INSUFFICIENT_SECURITY);
    }

    /** A CertificateVerify is over the messages themselves, whatever the hash of the suite. */
    @Test
    void signatureOfAnotherHandshake() {
        Handshake one = until(HandshakeType.CERTIFICATE_VERIFY);
        Peers.Side other = client();
        other.seed = 2;
        Handshake two = until(other, HandshakeType.CERTIFICATE_VERIFY);
        assertThat(reason(one, two.client.out.remove().message())).isEqualTo(Reason.BAD_SIGNATURE);
    }

    private static Case certificate(String name, Reason reason, List<Opaque> list) {
        return new Case(name, HandshakeType.CERTIFICATE, reason, m -> new Certificate12(list).encode());
    }

    private static Case verify(String name, Reason reason, UnaryOperator<CertificateVerify> change) {
        return new Case(name, HandshakeType.CERTIFICATE_VERIFY, reason,
                m -> Rewrite.message(m, CertificateVerify.class, change));
    }

    private static Case finished(String name, Reason reason, int length) {
        byte[] data = new byte[length];
        Arrays.fill(data, (byte) 7);
        return new Case(name, HandshakeType.FINISHED, reason, m -> new Finished(Opaque.of(data)).encode());
    }

    private static Reason reason(Handshake handshake, Opaque message) {
        return catchThrowableOfType(TlsFailure.class, () -> handshake.server.deliver(message)).reason();
    }

    private static Handshake until(HandshakeType type) {
        return until(client(), type);
    }

    /** Stops when this message of the client is next. */
    private static Handshake until(Peers.Side client, HandshakeType type) {
        Handshake handshake = new Handshake(client, server());
        while (true) {
            LoopLink.Sent next = handshake.client.out.peek();
            if (next != null && !next.isChangeCipherSpec() && next.message().at(0) == type.code()) {
                return handshake;
            }
            if (next != null) {
                handshake.server.deliver(handshake.client.out.remove());
            } else {
                handshake.client.deliver(handshake.server.out.remove());
            }
        }
    }

    private static Peers.Side client() {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy12(Peers.SUITES_12);
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        return client;
    }

    private static Peers.Side server() {
        Peers.Side server = Peers.server();
        server.policy = Peers.policy12(Peers.SUITES_12);
        server.clientAuthentication = ClientAuthentication.NEED;
        return server;
    }
}
