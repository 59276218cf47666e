package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Reader;
import org.handfast.wire.U16List;
import org.handfast.wire.Writer;

/**
 * {@code struct { CertificateCompressionAlgorithm algorithms<2..2^8-2>; };} RFC 8879 §3.
 *
 * @param algorithms codes of {@link org.handfast.iana.CertificateCompressionAlgorithm}, at least one
 */
public record CompressCertificate(U16List algorithms) implements Extension {
    static CompressCertificate read(Reader in) {
        return new CompressCertificate(in.codes8("algorithms"));
    }

    @Override
    public void write(Writer out) {
        out.codes8(algorithms);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.COMPRESS_CERTIFICATE;
    }
}
