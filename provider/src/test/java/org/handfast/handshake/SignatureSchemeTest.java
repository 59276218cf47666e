package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.AlertDescription;
import org.handfast.iana.HandshakeType;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.Opaque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures of a handshake under every scheme there was, is or never will be, in place of the right one. */
class SignatureSchemeTest {
    private static final int CERTIFICATE_VERIFY = HandshakeType.CERTIFICATE_VERIFY.code();
    private static final int SERVER_KEY_EXCHANGE = HandshakeType.SERVER_KEY_EXCHANGE.code();

    /** RFC 9846 §4.5.2, RFC 5246 §7.4.3 and §7.4.8: one that was offered and fits the key. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("N-4: no MD5, no SHA-1, no PKCS#1 in TLS 1.3, nothing that was not offered or does not fit the key")
    void everyOtherSchemeIsRefused(boolean tls12) {
        for (boolean byServer : new boolean[] {true, false}) {
            for (int code : codes()) {
                TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> run(tls12, byServer, code));
                if (code == SignatureScheme.ECDSA_SECP256R1_SHA256.code()) {
                    assertThat(failure).isNull();
                } else {
                    assertThat(failure).as("scheme %04x", code).isNotNull();
                    assertThat(failure.reason().alert()).as("scheme %04x", code)
                            .isEqualTo(AlertDescription.ILLEGAL_PARAMETER);
                }
            }
        }
    }

    /** All of hash and signature as TLS 1.2 pairs them, and all that TLS 1.3 has in one number. */
    private static List<Integer> codes() {
        return Stream.concat(
                        IntStream.rangeClosed(0, 8).boxed()
                                .flatMap(hash -> IntStream.rangeClosed(0, 12).mapToObj(key -> hash << 8 | key)),
                        Stream.of(0x081a, 0x081b, 0x081c, 0x0904, 0x0905, 0x0906, 0x0a0a, 0xfe00, 0xffff))
                .toList();
    }

    private static void run(boolean tls12, boolean byServer, int code) {
        int signed = tls12 && byServer ? SERVER_KEY_EXCHANGE : CERTIFICATE_VERIFY;
        Handshake handshake = start(tls12);
        int changed = 0;
        while (!handshake.client.out.isEmpty() || !handshake.server.out.isEmpty()) {
            boolean toClient = !handshake.server.out.isEmpty();
            LoopLink.Sent sent = (toClient ? handshake.server : handshake.client).out.remove();
            if (toClient == byServer && !sent.isChangeCipherSpec() && sent.message().at(0) == signed) {
                sent = new LoopLink.Sent(with(sent.message(), code), sent.secret());
                changed++;
            }
            (toClient ? handshake.client : handshake.server).deliver(sent);
        }
        assertThat(changed).isEqualTo(1);
        assertThat(handshake.server.established).isNotNull();
    }

    private static Handshake start(boolean tls12) {
        Peers.Side client = Peers.client();
        Peers.Side server = Peers.server();
        if (tls12) {
            client.policy = Peers.policy12(Peers.SUITES_12);
            server.policy = client.policy;
        }
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        server.clientAuthentication = ClientAuthentication.NEED;
        return new Handshake(client, server);
    }

    /** The message under another scheme; the signature stays. */
    private static Opaque with(Opaque message, int code) {
        byte[] bytes = message.bytes();
        // in a ServerKeyExchange behind curve type, group and point
        int at = bytes[0] == CERTIFICATE_VERIFY ? 4 : 4 + 1 + 2 + 1 + (bytes[7] & 0xFF);
        bytes[at] = (byte) (code >> 8);
        bytes[at + 1] = (byte) code;
        return Opaque.of(bytes);
    }
}
