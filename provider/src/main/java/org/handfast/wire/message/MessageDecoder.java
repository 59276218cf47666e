package org.handfast.wire.message;

import org.handfast.failure.Reason;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;

/** Handshake type to record, one switch per version. Stateless and thread-safe. */
public final class MessageDecoder {
    private MessageDecoder() {
    }

    /**
     * Decodes a message of TLS 1.3; ClientHello and ServerHello also as older versions send them.
     *
     * @param body the message without its header; kept, so the array must not change
     * @return the message; its extensions are indexed but not decoded
     * @throws org.handfast.failure.TlsFailure UNKNOWN_HANDSHAKE_TYPE, DECODE_ERROR, TRAILING_DATA or another
     *         failure of parsing
     */
    public static HandshakeMessage tls13(HandshakeType type, Opaque body) {
        Reader in = Reader.of(body, type.toString());
        HandshakeMessage message = read(type, in);
        in.done();
        return message;
    }

    /**
     * Decodes a message of TLS 1.2. Key exchange messages keep their body: the suite says what is inside.
     *
     * @param body the message without its header; kept, so the array must not change
     * @return the message; its extensions are indexed but not decoded
     * @throws org.handfast.failure.TlsFailure UNKNOWN_HANDSHAKE_TYPE, DECODE_ERROR, TRAILING_DATA or another
     *         failure of parsing
     */
    public static HandshakeMessage tls12(HandshakeType type, Opaque body) {
        Reader in = Reader.of(body, type.toString());
        HandshakeMessage message = read12(type, in);
        in.done();
        return message;
    }

    private static HandshakeMessage read12(HandshakeType type, Reader in) {
        return switch (type.code()) {
            case 0 -> HelloRequest.read(in);
            case 1 -> ClientHello.read(in);
            case 2 -> ServerHello.read(in);
            case 4 -> NewSessionTicket12.read(in);
            case 11 -> Certificate12.read(in);
            case 12 -> ServerKeyExchange.read(in);
            case 13 -> CertificateRequest12.read(in);
            case 14 -> ServerHelloDone.read(in);
            case 15 -> CertificateVerify.read(in);
            case 16 -> ClientKeyExchange.read(in);
            case 20 -> Finished.read(in);
            case 22 -> CertificateStatus.read(in);
            default -> throw Reason.UNKNOWN_HANDSHAKE_TYPE.with("type", type);
        };
    }

    private static HandshakeMessage read(HandshakeType type, Reader in) {
        return switch (type.code()) {
            case 1 -> ClientHello.read(in);
            case 2 -> ServerHello.read(in);
            case 4 -> NewSessionTicket.read(in);
            case 5 -> EndOfEarlyData.read(in);
            case 8 -> EncryptedExtensions.read(in);
            case 11 -> Certificate.read(in);
            case 13 -> CertificateRequest.read(in);
            case 15 -> CertificateVerify.read(in);
            case 20 -> Finished.read(in);
            case 24 -> KeyUpdate.read(in);
            case 25 -> CompressedCertificate.read(in);
            default -> throw Reason.UNKNOWN_HANDSHAKE_TYPE.with("type", type);
        };
    }
}
