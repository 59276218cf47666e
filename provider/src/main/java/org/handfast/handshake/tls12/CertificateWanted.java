package org.handfast.handshake.tls12;

import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.handfast.handshake.Allowed;
import org.handfast.handshake.extension.CertificateAuthoritiesRule;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.message.CertificateRequest12;

/**
 * A server's request for our certificate (RFC 5246 §7.4.4).
 *
 * @param schemes we may sign with, in our order; empty: none fits
 * @param authorities names the server accepts; empty: any
 */
record CertificateWanted(List<SignatureScheme> schemes, List<X500Principal> authorities) {
    /** Copies the lists. */
    CertificateWanted {
        schemes = List.copyOf(schemes);
        authorities = List.copyOf(authorities);
    }

    /** What the request leaves of ours. */
    static CertificateWanted of(CertificateRequest12 request, Allowed allowed) {
        List<SignatureScheme> common = SignatureAlgorithmsRule.common12(allowed, offered(request));
        return new CertificateWanted(
                SigningKind.allowed(common, request.certificateTypes()),
                CertificateAuthoritiesRule.names(request.certificateAuthorities()));
    }

    /** supported_signature_algorithms as schemes. */
    static List<SignatureScheme> offered(CertificateRequest12 request) {
        return request.signatureAlgorithms().map(SignatureScheme::of);
    }
}
