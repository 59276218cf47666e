package org.handfast.jsse;

import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.handfast.failure.Reason;

/**
 * Refuses certificates whose keys or signatures nobody may rely on, whatever the platform's settings say, and
 * those the caller's own constraints refuse. Trust anchors are exempt: they are trusted by decision.
 */
final class CertificateStrength {
    private static final int SMALLEST_RSA = 2048;
    private static final int LARGEST_RSA = 8192; // bigger keys cost the verifier more than they cost the sender
    private static final Set<String> BROKEN_HASHES = Set.of("MD2", "MD5", "SHA1");
    private static final Set<CryptoPrimitive> SIGNATURE = EnumSet.of(CryptoPrimitive.SIGNATURE);
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};
    private static final byte OBJECT_IDENTIFIER = 0x06;

    private CertificateStrength() {}

    /**
     * Checks certificates of a chain, anchors left out.
     *
     * @throws RefusedChain CERTIFICATE_WEAK
     */
    static void check(List<X509Certificate> certificates) throws RefusedChain {
        for (X509Certificate certificate : certificates) {
            checkKey(certificate);
            checkSignature(certificate);
        }
    }

    /**
     * Checks certificates of a chain against the caller's wishes, anchors left out.
     *
     * @throws RefusedChain CERTIFICATE_CONSTRAINED
     */
    static void check(List<X509Certificate> certificates, AlgorithmConstraints constraints) throws RefusedChain {
        for (X509Certificate certificate : certificates) {
            if (!constraints.permits(SIGNATURE, certificate.getSigAlgName(), null)) {
                throw refused(Reason.CERTIFICATE_CONSTRAINED, certificate, "signature " + certificate.getSigAlgName());
            }
            if (!constraints.permits(SIGNATURE, certificate.getPublicKey())) {
                String key = certificate.getPublicKey().getAlgorithm();
                throw refused(Reason.CERTIFICATE_CONSTRAINED, certificate, "key " + key);
            }
        }
    }

    private static void checkKey(X509Certificate certificate) throws RefusedChain {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof RSAKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < SMALLEST_RSA || bits > LARGEST_RSA) {
                throw refused(Reason.CERTIFICATE_WEAK, certificate, "RSA key of " + bits + " bits");
            }
        }
        if (hasExplicitCurve(key.getEncoded())) {
            throw refused(Reason.CERTIFICATE_WEAK, certificate, "curve written out instead of named");
        }
    }

    /** A self-signed certificate's own signature proves nothing and is not looked at. */
    private static void checkSignature(X509Certificate certificate) throws RefusedChain {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT).replace("-", "");
        boolean broken = BROKEN_HASHES.stream().anyMatch(hash -> algorithm.startsWith(hash + "WITH"));
        if (broken && !certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            throw refused(Reason.CERTIFICATE_WEAK, certificate, "signature " + certificate.getSigAlgName());
        }
    }

    /** RFC 5480 §2.1.1: "specifiedCurve, which is of type SpecifiedECDomain, MUST NOT be used". */
    static boolean hasExplicitCurve(byte[] subjectPublicKeyInfo) {
        if (subjectPublicKeyInfo == null) {
            return false;
        }
        int algorithm = contents(subjectPublicKeyInfo, contents(subjectPublicKeyInfo, 0));
        int parameters = algorithm + EC_PUBLIC_KEY.length;
        if (parameters >= subjectPublicKeyInfo.length) {
            return false;
        }
        for (int i = 0; i < EC_PUBLIC_KEY.length; i++) {
            if (subjectPublicKeyInfo[algorithm + i] != EC_PUBLIC_KEY[i]) {
                return false;
            }
        }
        return subjectPublicKeyInfo[parameters] != OBJECT_IDENTIFIER;
    }

    /** Where the contents of the DER element at {@code offset} begin. */
    private static int contents(byte[] der, int offset) {
        int length = offset + 1 < der.length ? der[offset + 1] & 0xFF : 0;
        return offset + 2 + (length > 0x80 ? length - 0x80 : 0);
    }

    private static RefusedChain refused(Reason reason, X509Certificate certificate, String what) {
        return new RefusedChain(reason, what + " in certificate of " + certificate.getSubjectX500Principal());
    }
}
