package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;

/** A decoded handshake message. Immutable (RFC 9846 §4). */
public sealed interface HandshakeMessage permits ClientHello, ServerHello, EncryptedExtensions, CertificateRequest,
        Certificate, CompressedCertificate, CertificateVerify, Finished, EndOfEarlyData, NewSessionTicket, KeyUpdate,
        Certificate12, CertificateRequest12, CertificateStatus, ServerKeyExchange, ServerHelloDone, ClientKeyExchange,
        NewSessionTicket12, HelloRequest {
    /** Its type. */
    HandshakeType type();

    /** Writes the body, without type and length. */
    void write(Writer out);

    /** {@code struct { HandshakeType msg_type; uint24 length; body } Handshake;} the whole message. */
    default void writeWhole(Writer out) {
        out.u8(type().code()).vector24(this::write);
    }

    /** The whole message with its header of four bytes, in an array of its own. */
    default Opaque encode() {
        Writer out = new Writer();
        writeWhole(out);
        return out.toOpaque();
    }
}
