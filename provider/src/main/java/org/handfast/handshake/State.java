package org.handfast.handshake;

import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ContentType;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Certificate12;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.CertificateRequest12;
import org.handfast.wire.message.CertificateRequest;
import org.handfast.wire.message.CertificateStatus;
import org.handfast.wire.message.CertificateVerify;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.ClientKeyExchange;
import org.handfast.wire.message.CompressedCertificate;
import org.handfast.wire.message.EncryptedExtensions;
import org.handfast.wire.message.EndOfEarlyData;
import org.handfast.wire.message.Finished;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.HelloRequest;
import org.handfast.wire.message.KeyUpdate;
import org.handfast.wire.message.MessageDecoder;
import org.handfast.wire.message.NewSessionTicket12;
import org.handfast.wire.message.NewSessionTicket;
import org.handfast.wire.message.ServerHello;
import org.handfast.wire.message.ServerHelloDone;
import org.handfast.wire.message.ServerKeyExchange;

/**
 * What may arrive, and what it leads to. Accepting is overriding; everything else is unexpected_message: "A peer
 * which receives a handshake message in an unexpected order MUST abort the handshake", RFC 9846 §4.
 */
public interface State {
    /** RFC 9846 §4.2.2. */
    default State on(ClientHello message, Link link) {
        throw unexpected(message);
    }

    /** RFC 9846 §4.2.3, also a HelloRetryRequest, §4.2.4. */
    default State on(ServerHello message, Link link) {
        throw unexpected(message);
    }

    /** RFC 9846 §4.4.1. */
    default State on(EncryptedExtensions message, Link link) {
        throw unexpected(message);
    }

    /** RFC 9846 §4.4.2. */
    default State on(CertificateRequest message, Link link) {
        throw unexpected(message);
    }

    /** RFC 9846 §4.5.1. */
    default State on(Certificate message, Link link) {
        throw unexpected(message);
    }

    /** RFC 8879 §4. */
    default State on(CompressedCertificate message, Link link) {
        throw unexpected(message);
    }

    /** RFC 9846 §4.5.2. */
    default State on(CertificateVerify message, Link link) {
        throw unexpected(message);
    }

    /** RFC 9846 §4.5.3. */
    default State on(Finished message, Link link) {
        throw unexpected(message);
    }

    /** RFC 9846 §4.6. */
    default State on(EndOfEarlyData message, Link link) {
        throw unexpected(message);
    }

    /** RFC 9846 §4.7.1. */
    default State on(NewSessionTicket message, Link link) {
        throw unexpected(message);
    }

    /** RFC 9846 §4.7.3. */
    default State on(KeyUpdate message, Link link) {
        throw unexpected(message);
    }

    /** RFC 5246 §7.4.2. */
    default State on(Certificate12 message, Link link) {
        throw unexpected(message);
    }

    /** RFC 6066 §8. */
    default State on(CertificateStatus message, Link link) {
        throw unexpected(message);
    }

    /** RFC 5246 §7.4.3. */
    default State on(ServerKeyExchange message, Link link) {
        throw unexpected(message);
    }

    /** RFC 5246 §7.4.4. */
    default State on(CertificateRequest12 message, Link link) {
        throw unexpected(message);
    }

    /** RFC 5246 §7.4.5. */
    default State on(ServerHelloDone message, Link link) {
        throw unexpected(message);
    }

    /** RFC 5246 §7.4.7. */
    default State on(ClientKeyExchange message, Link link) {
        throw unexpected(message);
    }

    /** RFC 5077 §3.3. */
    default State on(NewSessionTicket12 message, Link link) {
        throw unexpected(message);
    }

    /** RFC 5246 §7.4.1.1. */
    default State on(HelloRequest message, Link link) {
        throw unexpected(message);
    }

    /**
     * The change_cipher_spec of TLS 1.2 (RFC 5246 §7.1), which the engine reports only after
     * {@link Link#versionChosen} said so: the peer's next records are protected with the keys just agreed.
     */
    default State onChangeCipherSpec(Link link) {
        throw Reason.UNEXPECTED_MESSAGE.with(
                "message", ContentType.CHANGE_CIPHER_SPEC, "state", getClass().getSimpleName());
    }

    /** The message as the version of this state writes it. */
    default HandshakeMessage decode(HandshakeType type, Opaque body) {
        return MessageDecoder.tls13(type, body);
    }

    /** The failure for a message this state does not accept. */
    default TlsFailure unexpected(HandshakeMessage message) {
        return Reason.UNEXPECTED_MESSAGE.with("message", message.type(), "state", getClass().getSimpleName());
    }
}
