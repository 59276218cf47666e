package org.handfast.handshake.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.handfast.failure.Reason;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.CertificateAuthorities;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;

/** certificate_authorities (RFC 9846 §4.3.4). */
public final class CertificateAuthoritiesRule {
    private static final int LENGTH_BYTES = 2;

    private CertificateAuthoritiesRule() {}

    /**
     * The names, if they fit into {@code limit} bytes; empty: not sent. A shortened list would turn away
     * clients of the authorities left out, so a list that does not fit is not sent at all: that means "any".
     */
    public static Optional<CertificateAuthorities> offer(List<X500Principal> authorities, int limit) {
        List<Opaque> names = new ArrayList<>(authorities.size());
        int bytes = 0;
        for (X500Principal authority : authorities) {
            Opaque name = Opaque.of(authority.getEncoded());
            bytes += LENGTH_BYTES + name.length();
            names.add(name);
        }
        return names.isEmpty() || bytes > limit
                ? Optional.empty()
                : Optional.of(new CertificateAuthorities(names));
    }

    /**
     * The names the peer accepts; empty: any.
     *
     * @throws org.handfast.failure.TlsFailure DECODE_ERROR for what is not a name
     */
    public static List<X500Principal> accept(ExtensionBlock message) {
        return message.get(Extensions.CERTIFICATE_AUTHORITIES)
                .map(extension -> names(extension.authorities()))
                .orElse(List.of());
    }

    /**
     * The names, also of a CertificateRequest of TLS 1.2 (RFC 5246 §7.4.4).
     *
     * @throws org.handfast.failure.TlsFailure DECODE_ERROR for what is not a name
     */
    public static List<X500Principal> names(List<Opaque> encoded) {
        return encoded.stream().map(CertificateAuthoritiesRule::name).toList();
    }

    private static X500Principal name(Opaque der) {
        try {
            return new X500Principal(der.bytes());
        } catch (IllegalArgumentException notName) {
            throw Reason.DECODE_ERROR.causedBy(notName, "structure", "certificate_authorities");
        }
    }
}
