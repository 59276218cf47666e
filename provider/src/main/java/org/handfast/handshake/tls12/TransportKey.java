package org.handfast.handshake.tls12;

import java.security.cert.X509Certificate;
import java.util.List;
import org.handfast.failure.Reason;
import org.handfast.handshake.Allowed;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.iana.SignatureScheme;

/**
 * Which certificates go with key transport: "RSA public key; the certificate MUST allow the key to be used for
 * encryption (the keyEncipherment bit MUST be set if the key usage extension is present)", RFC 5246 §7.4.2.
 */
final class TransportKey {
    private static final String RSA = "RSA";
    private static final int KEY_ENCIPHERMENT = 2;

    private TransportKey() {}

    /**
     * For the peer's.
     *
     * @throws org.handfast.failure.TlsFailure CERTIFICATE_WRONG_KEY_TYPE, CERTIFICATE_WRONG_USAGE
     */
    static void require(X509Certificate leaf) {
        if (!leaf.getPublicKey().getAlgorithm().equals(RSA)) {
            throw Reason.CERTIFICATE_WRONG_KEY_TYPE.with(
                    "key", leaf.getPublicKey().getAlgorithm(), "suite", "with RSA key transport");
        }
        if (!allowsEncryption(leaf)) {
            throw Reason.CERTIFICATE_WRONG_USAGE.with("keyUsage", "lacks keyEncipherment");
        }
    }

    /** For our own. */
    static boolean fits(X509Certificate leaf) {
        return leaf.getPublicKey().getAlgorithm().equals(RSA) && allowsEncryption(leaf);
    }

    /**
     * Schemes of such keys, by which a credential is asked for. Nothing is signed, so what the peer can verify does not
     * matter.
     */
    static List<SignatureScheme> schemes(Allowed allowed) {
        return SignatureAlgorithmsRule.offered12(allowed).stream()
                .filter(scheme -> scheme.isPkcs1() || isPssWithRsaKey(scheme))
                .toList();
    }

    private static boolean isPssWithRsaKey(SignatureScheme scheme) {
        return scheme.equals(SignatureScheme.RSA_PSS_RSAE_SHA256)
                || scheme.equals(SignatureScheme.RSA_PSS_RSAE_SHA384)
                || scheme.equals(SignatureScheme.RSA_PSS_RSAE_SHA512);
    }

    private static boolean allowsEncryption(X509Certificate leaf) {
        boolean[] usage = leaf.getKeyUsage();
        return usage == null || usage[KEY_ENCIPHERMENT];
    }
}
