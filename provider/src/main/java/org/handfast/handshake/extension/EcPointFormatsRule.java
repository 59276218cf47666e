package org.handfast.handshake.extension;

import org.handfast.failure.Reason;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;

/** ec_point_formats of TLS 1.2 (RFC 8422 §5.1.2). */
public final class EcPointFormatsRule {
    /** The only format left. */
    public static final int UNCOMPRESSED = 0;

    private EcPointFormatsRule() {}

    /**
     * Takes the extension of either side: it may be absent, but must contain the value 0, uncompressed, where it is
     * sent (RFC 8422 §5.1.2).
     *
     * @throws org.handfast.failure.TlsFailure ILLEGAL_VALUE
     */
    public static void accept(ExtensionBlock hello) {
        hello.get(Extensions.EC_POINT_FORMATS).ifPresent(extension -> {
            Opaque formats = extension.formats();
            for (int i = 0; i < formats.length(); i++) {
                if (formats.at(i) == UNCOMPRESSED) {
                    return;
                }
            }
            throw Reason.ILLEGAL_VALUE.with("structure", "ec_point_formats", "formats", formats.length());
        });
    }
}
