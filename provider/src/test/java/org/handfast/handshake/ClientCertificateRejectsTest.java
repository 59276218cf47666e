package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.handfast.handshake.Rewrite.raw;
import static org.handfast.handshake.Rewrite.with;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.CertificateEntry;
import org.handfast.wire.message.CertificateRequest;
import org.handfast.wire.message.CertificateVerify;
import org.handfast.wire.message.EncryptedExtensions;
import org.handfast.wire.message.Finished;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.NewSessionTicket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Authentication of the client in TLS 1.3: what a server refuses, and what a client passes over. */
class ClientCertificateRejectsTest {
    private static final SignatureScheme ECDSA_SHA1 = SignatureScheme.of(0x0203);

    private record Case(String name, Reason expected, Class<? extends HandshakeMessage> type,
            UnaryOperator<HandshakeMessage> change) {}

    @TestFactory
    Stream<DynamicTest> wrongCertificate() {
        return Stream.of(
                        certificate("RFC 9846 §4.5.1: context", Reason.CERTIFICATE_CONTEXT_NOT_EMPTY,
                                c -> new Certificate(Opaque.of(new byte[1]), c.certificateList())),
                        certificate("RFC 9846 §4.5.1: none where one is needed", Reason.CERTIFICATE_REQUIRED,
                                c -> new Certificate(c.context(), List.of())),
                        certificate("RFC 9846 §4.5.1: extension not asked for", Reason.UNSOLICITED_EXTENSION,
                                c -> new Certificate(c.context(), List.of(new CertificateEntry(leaf(c),
                                        ExtensionBlock.of(raw(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP)))))),
                        certificate("RFC 9846 §4.5.1: staple not asked for", Reason.UNSOLICITED_EXTENSION,
                                c -> new Certificate(c.context(), List.of(new CertificateEntry(leaf(c),
                                        ExtensionBlock.of(raw(ExtensionType.STATUS_REQUEST, 1, 0, 0, 1, 0)))))),
                        certificate("RFC 9846 §4.5.1: unknown extension", Reason.UNSOLICITED_EXTENSION,
                                c -> new Certificate(c.context(), List.of(new CertificateEntry(leaf(c),
                                        ExtensionBlock.of(raw(ExtensionType.of(0x7777))))))),
                        certificate("RFC 9846 §4.5.1: bytes behind", Reason.CERTIFICATE_NOT_PARSED,
                                c -> new Certificate(c.context(), List.of(new CertificateEntry(
                                        new Writer().bytes(leaf(c)).u8(0).toOpaque(), ExtensionBlock.EMPTY)))),
                        certificate("RFC 9846 §4.5.1: nine", Reason.CHAIN_TOO_LONG, c -> new Certificate(
                                c.context(), Collections.nCopies(9, c.certificateList().get(0)))))
                .map(ClientCertificateRejectsTest::test);
    }

    @TestFactory
    @DisplayName("S-2: a client certificate without a valid CertificateVerify authenticates nobody, TLS 1.3")
    Stream<DynamicTest> wrongCertificateVerify() {
        return Stream.of(
                        verify("RFC 9846 §4.5.2: signature", Reason.BAD_SIGNATURE,
                                v -> new CertificateVerify(v.algorithm(), flipped(v.signature()))),
                        verify("RFC 9846 §4.5.2: no signature", Reason.BAD_SIGNATURE,
                                v -> new CertificateVerify(v.algorithm(), Opaque.EMPTY)),
                        verify("RFC 9846 §4.5.2: scheme not asked for", Reason.SIGNATURE_SCHEME_NOT_OFFERED,
                                v -> new CertificateVerify(SignatureScheme.ED25519, v.signature())),
                        verify("RFC 9846 §4.5.2: PKCS #1", Reason.SIGNATURE_SCHEME_NOT_OFFERED,
                                v -> new CertificateVerify(SignatureScheme.RSA_PKCS1_SHA256, v.signature())),
                        verify("RFC 9846 §4.5.2: SHA-1", Reason.SIGNATURE_SCHEME_NOT_OFFERED,
                                v -> new CertificateVerify(ECDSA_SHA1, v.signature())),
                        verify("RFC 9846 §4.5.2: scheme of another key", Reason.SIGNATURE_SCHEME_WRONG_KEY,
                                v -> new CertificateVerify(SignatureScheme.RSA_PSS_RSAE_SHA256, v.signature())))
                .map(ClientCertificateRejectsTest::test);
    }

    @TestFactory
    @DisplayName("S-2: nothing is connected without a valid Finished of the client, TLS 1.3")
    Stream<DynamicTest> wrongFinished() {
        return Stream.of(
                        finished("RFC 9846 §4.5.3: verify_data", Reason.BAD_FINISHED,
                                f -> new Finished(flipped(f.verifyData()))),
                        finished("RFC 9846 §6.2: short verify_data", Reason.DECODE_ERROR,
                                f -> new Finished(f.verifyData().slice(0, 31))),
                        finished("RFC 9846 §6.2: empty verify_data", Reason.DECODE_ERROR,
                                f -> new Finished(Opaque.EMPTY)))
                .map(ClientCertificateRejectsTest::test);
    }

    @Test
    void unknownExtensionsOfARequestArePassedOver() {
        assertPassedOver(CertificateRequest.class,
                message -> asking((CertificateRequest) message, raw(ExtensionType.of(0x7777), 1, 2, 3)));
    }

    /** We recognize no OID, so that any certificate of ours satisfies the filters (RFC 9846 §4.3.5). */
    @Test
    void filtersOfUnknownOidsArePassedOver() {
        assertPassedOver(CertificateRequest.class, message -> asking((CertificateRequest) message,
                raw(ExtensionType.OID_FILTERS, 0, 8, 3, 0x55, 0x1D, 0x25, 0, 2, 5, 0)));
    }

    @Test
    void theServersGroupsChangeNothing() {
        assertPassedOver(EncryptedExtensions.class, message -> new EncryptedExtensions(with(
                ((EncryptedExtensions) message).extensions(), raw(ExtensionType.SUPPORTED_GROUPS, 0, 2, 0x7A, 0x7A))));
    }

    @Test
    void ticketsChangeNothing() {
        Handshake handshake = Handshake.run(Peers.client(), Peers.server());
        State before = handshake.client.state;
        List<String> events = List.copyOf(handshake.client.events);
        for (ExtensionBlock extensions : List.of(
                ExtensionBlock.EMPTY, ExtensionBlock.of(raw(ExtensionType.of(0x7777), 1, 2, 3)))) {
            handshake.client.deliver(new NewSessionTicket(
                    7200, 1, Opaque.of(new byte[] {1}), Opaque.of(new byte[40]), extensions).encode());
            assertThat(handshake.client.state).as("RFC 9846 §4.7.1").isEqualTo(before);
        }
        assertThat(handshake.client.events).isEqualTo(events);
        assertThat(handshake.client.out).isEmpty();
    }

    /**
     * Gives the client the server's flight up to the certificate, with one message changed; what follows signs the
     * transcript and cannot fit any more.
     */
    private static void assertPassedOver(
            Class<? extends HandshakeMessage> type, UnaryOperator<HandshakeMessage> change) {
        Handshake handshake = started();
        HandshakeMessage message = null;
        while (!(message instanceof Certificate)) {
            Opaque whole = handshake.server.out.remove().message();
            message = Rewrite.decode(whole);
            handshake.client.deliver(type.isInstance(message) ? change.apply(message).encode() : whole);
        }
        assertThat(Peers.names(handshake.client.states)).endsWith("ClientWaitCertificateVerify");
        assertThat(handshake.client.out).isEmpty();
    }

    private static Handshake started() {
        Peers.Side client = Peers.client();
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        Peers.Side server = Peers.server();
        server.clientAuthentication = ClientAuthentication.NEED;
        Handshake handshake = new Handshake(client, server);
        handshake.server.deliver(handshake.client.out.remove());
        return handshake;
    }

    private static CertificateRequest asking(CertificateRequest request, Extension extension) {
        return new CertificateRequest(request.context(), with(request.extensions(), extension));
    }

    private static DynamicTest test(Case c) {
        return DynamicTest.dynamicTest(c.name, () -> {
            Handshake handshake = started();
            while (!handshake.server.out.isEmpty()) {
                handshake.client.deliver(handshake.server.out.remove());
            }
            TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> {
                while (!handshake.client.out.isEmpty()) {
                    Opaque whole = handshake.client.out.remove().message();
                    HandshakeMessage message = Rewrite.decode(whole);
                    handshake.server.deliver(
                            c.type.isInstance(message) ? c.change.apply(message).encode() : whole);
                }
            });
            assertThat(handshake.server.established).isNull();
            assertThat(failure).isNotNull();
            assertThat(failure.reason()).isEqualTo(c.expected);
        });
    }

    private static Case certificate(String name, Reason reason, UnaryOperator<Certificate> change) {
        return new Case(name, reason, Certificate.class, message -> change.apply((Certificate) message));
    }

    private static Case verify(String name, Reason reason, UnaryOperator<CertificateVerify> change) {
        return new Case(name, reason, CertificateVerify.class, message -> change.apply((CertificateVerify) message));
    }

    private static Case finished(String name, Reason reason, UnaryOperator<Finished> change) {
        return new Case(name, reason, Finished.class, message -> change.apply((Finished) message));
    }

    private static Opaque leaf(Certificate certificate) {
        return certificate.certificateList().get(0).der();
    }

    private static Opaque flipped(Opaque bytes) {
        byte[] flipped = bytes.bytes();
        flipped[flipped.length - 1] ^= 1;
        return Opaque.of(flipped);
    }
}
