package org.handfast.wire.message;

import org.handfast.iana.CertificateCompressionAlgorithm;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { CertificateCompressionAlgorithm algorithm; uint24 uncompressed_length;
 * opaque compressed_certificate_message<1..2^24-1>; } CompressedCertificate;} RFC 8879 §4.
 *
 * @param algorithm          must be one that was offered
 * @param uncompressedLength of the Certificate body in bytes, 0 to 2^24-1; a claim to check, not to allocate by
 * @param compressedMessage  at least one byte
 */
public record CompressedCertificate(CertificateCompressionAlgorithm algorithm, int uncompressedLength,
        Opaque compressedMessage) implements HandshakeMessage {
    static CompressedCertificate read(Reader in) {
        return new CompressedCertificate(CertificateCompressionAlgorithm.of(in.u16("algorithm")),
                in.u24("uncompressed_length"), in.opaque24("compressed_certificate_message", 1));
    }

    @Override
    public void write(Writer out) {
        out.u16(algorithm.code()).u24(uncompressedLength).opaque24(compressedMessage);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.COMPRESSED_CERTIFICATE;
    }
}
