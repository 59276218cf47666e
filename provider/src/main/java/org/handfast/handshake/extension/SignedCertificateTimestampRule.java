package org.handfast.handshake.extension;

import java.util.Optional;
import org.handfast.credential.Credential;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.SignedCertificateTimestamp;
import org.handfast.wire.extension.UnparsedExtension;

/** signed_certificate_timestamp: proofs of certificate transparency, carried and not judged (RFC 6962 §3.3.1). */
public final class SignedCertificateTimestampRule {
    private SignedCertificateTimestampRule() {}

    /** Any will do. */
    public static SignedCertificateTimestamp.Request offer() {
        return new SignedCertificateTimestamp.Request();
    }

    /** The list as it came, its form checked; an empty array where there is none. */
    public static byte[] accept(ExtensionBlock message) {
        message.get(Extensions.SIGNED_CERTIFICATE_TIMESTAMP);
        return message.body(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP).map(Opaque::bytes).orElseGet(() -> new byte[0]);
    }

    /** What goes with our leaf: its timestamps, if the client asked and there are any. */
    public static Optional<Extension> answer(ExtensionBlock clientHello, Credential credential) {
        boolean asked = clientHello.get(Extensions.SIGNED_CERTIFICATE_TIMESTAMP_REQUEST).isPresent();
        return asked && credential.timestamps().length > 0
                ? Optional.of(new UnparsedExtension(
                        ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
                        Opaque.of(credential.timestamps().clone())))
                : Optional.empty();
    }
}
