package org.handfast.handshake.extension;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.Credential;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.StatusRequest;
import org.handfast.wire.message.CertificateEntry;

/** status_request: a stapled OCSP response (RFC 6066 §8, RFC 9846 §4.5.1.1). */
public final class StatusRequestRule {
    private StatusRequestRule() {}

    /** Any response will do. */
    public static StatusRequest.Request offer() {
        return StatusRequest.Request.ocsp();
    }

    /** What goes with our leaf: the staple, if the client asked and there is one. */
    public static Optional<Opaque> answer(ExtensionBlock clientHello, Credential credential) {
        boolean asked = clientHello.get(Extensions.STATUS_REQUEST)
                .map(StatusRequest.Request::isOcsp)
                .orElse(false);
        return asked && credential.staple().length > 0
                ? Optional.of(Opaque.of(credential.staple().clone()))
                : Optional.empty();
    }

    /** The responses in chain order, an empty array where one is missing. */
    public static List<byte[]> accept(List<CertificateEntry> chain) {
        return chain.stream()
                .map(entry -> entry.extensions().get(Extensions.STATUS_REQUEST_CERTIFICATE))
                .map(status -> status.map(s -> s.ocspResponse().bytes()).orElseGet(() -> new byte[0]))
                .toList();
    }
}
