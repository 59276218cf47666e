package org.handfast.credential;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;

/**
 * What the peer accepts and what we may use. Immutable.
 *
 * @param role our side
 * @param schemes schemes both sides allow for the handshake signature, in our order of preference
 * @param certificateSchemes schemes the peer accepts inside the chain
 * @param authorities names from certificate_authorities; empty: any
 * @param curves TLS 1.2: curves that the key of an ECDSA certificate may be on, whatever the scheme; empty: the
 *     scheme names the curve
 * @param facts the handshake so far, with the server name asked for
 */
public record CredentialRequest(
        Role role,
        List<SignatureScheme> schemes,
        List<SignatureScheme> certificateSchemes,
        List<X500Principal> authorities,
        Optional<List<NamedGroup>> curves,
        HandshakeFacts facts) {
    /** Copies the lists. */
    public CredentialRequest {
        schemes = List.copyOf(schemes);
        certificateSchemes = List.copyOf(certificateSchemes);
        authorities = List.copyOf(authorities);
        curves = curves.map(List::copyOf);
    }

    /** Where the scheme names the curve; parameters as above. */
    public CredentialRequest(
            Role role,
            List<SignatureScheme> schemes,
            List<SignatureScheme> certificateSchemes,
            List<X500Principal> authorities,
            HandshakeFacts facts) {
        this(role, schemes, certificateSchemes, authorities, Optional.empty(), facts);
    }

    /** Whether this key can sign with the algorithm in the version that was negotiated. */
    public boolean fits(SignatureAlgorithm algorithm, PublicKey key) {
        boolean older = facts.version().equals(Optional.of(ProtocolVersion.TLS12));
        return (older ? algorithm.fits12(key) : algorithm.fits(key))
                && curves.map(known -> KeyCurve.isAmong(known, key)).orElse(true);
    }
}
