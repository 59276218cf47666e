package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Reader;
import org.handfast.wire.U16List;
import org.handfast.wire.Writer;

/**
 * {@code struct { SignatureScheme supported_signature_algorithms<2..2^16-2>; } SignatureSchemeList;} RFC 9846 §4.3.3.
 *
 * @param schemes codes of {@link org.handfast.iana.SignatureScheme}, most preferred first, at least one
 */
public record SignatureAlgorithms(U16List schemes) implements Extension {
    static SignatureAlgorithms read(Reader in) {
        return new SignatureAlgorithms(in.codes16("supported_signature_algorithms"));
    }

    @Override
    public void write(Writer out) {
        out.codes16(schemes);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SIGNATURE_ALGORITHMS;
    }
}
