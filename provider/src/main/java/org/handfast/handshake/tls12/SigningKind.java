package org.handfast.handshake.tls12;

import java.util.List;
import org.handfast.crypto.Suite12.Authentication;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.Opaque;

/**
 * Which signature schemes go with which authentication of a suite: ECDSA suites take EdDSA as well (RFC 8422 §5.10),
 * RSA suites RSASSA-PKCS1-v1_5 and RSASSA-PSS with both kinds of keys (RFC 5246 §7.4.3, RFC 9846 §4.3.3).
 */
final class SigningKind {
    /** ClientCertificateType rsa_sign (RFC 5246 §7.4.4). */
    private static final byte RSA_SIGN = 1;
    /** ClientCertificateType ecdsa_sign, of EdDSA keys, too (RFC 8422 §5.5). */
    private static final byte ECDSA_SIGN = 64;

    private SigningKind() {}

    /** The kind of suite whose ServerKeyExchange a scheme may sign. */
    static Authentication of(SignatureScheme scheme) {
        boolean curve = scheme.equals(SignatureScheme.ED25519)
                || scheme.equals(SignatureScheme.ED448)
                || scheme.equals(SignatureScheme.ECDSA_SECP256R1_SHA256)
                || scheme.equals(SignatureScheme.ECDSA_SECP384R1_SHA384)
                || scheme.equals(SignatureScheme.ECDSA_SECP521R1_SHA512);
        return curve ? Authentication.ECDSA : Authentication.RSA;
    }

    /** Those that go with it, in the same order. */
    static List<SignatureScheme> fitting(List<SignatureScheme> schemes, Authentication authentication) {
        return schemes.stream().filter(scheme -> of(scheme) == authentication).toList();
    }

    /** The certificate_types of a CertificateRequest with these schemes. */
    static Opaque certificateTypes(List<SignatureScheme> schemes) {
        boolean ecdsa = !fitting(schemes, Authentication.ECDSA).isEmpty();
        boolean rsa = !fitting(schemes, Authentication.RSA).isEmpty();
        if (ecdsa && rsa) {
            return Opaque.of(new byte[] {ECDSA_SIGN, RSA_SIGN});
        }
        return Opaque.of(new byte[] {ecdsa ? ECDSA_SIGN : RSA_SIGN});
    }

    /** Of these schemes, those whose certificates the peer's certificate_types allow, in the same order. */
    static List<SignatureScheme> allowed(List<SignatureScheme> schemes, Opaque certificateTypes) {
        return schemes.stream()
                .filter(scheme -> contains(
                        certificateTypes, of(scheme) == Authentication.ECDSA ? ECDSA_SIGN : RSA_SIGN))
                .toList();
    }

    private static boolean contains(Opaque types, byte type) {
        for (int i = 0; i < types.length(); i++) {
            if (types.at(i) == type) {
                return true;
            }
        }
        return false;
    }
}
