package org.handfast.jsse;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;

/** Whether a chain may be used for TLS in a role (RFC 5280 §4.2.1.3, §4.2.1.12; RFC 9846 §4.5.1.2). */
final class CertificateUsage {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private CertificateUsage() {}

    /**
     * Checks a chain without its anchor, leaf first.
     *
     * @param peer the role of the chain's owner
     * @param authType JSSE name of how the key is used
     * @throws RefusedChain CERTIFICATE_WRONG_USAGE
     */
    static void check(List<X509Certificate> chain, Role peer, String authType) throws RefusedChain {
        X509Certificate leaf = chain.get(0);
        boolean[] usage = leaf.getKeyUsage();
        int needed = neededUsage(peer, authType);
        if (usage != null && (needed >= usage.length || !usage[needed])) {
            throw refused(leaf, "keyUsage does not allow it");
        }
        String purpose = peer == Role.SERVER ? SERVER_AUTH : CLIENT_AUTH;
        for (X509Certificate certificate : chain) {
            if (!allows(certificate, purpose)) {
                throw refused(certificate, "extendedKeyUsage does not name the role " + peer);
            }
        }
    }

    /** RFC 9846 §4.5.1.2: "the digitalSignature bit MUST be set if the Key Usage extension is present". */
    private static int neededUsage(Role peer, String authType) {
        if (peer == Role.SERVER && authType.equals("RSA")) {
            return KEY_ENCIPHERMENT; // TLS 1.2 with RSA key transport, another provider's or a profile's legacy suites
        }
        boolean fixedAgreement = authType.equals("ECDH_ECDSA") || authType.equals("ECDH_RSA");
        return peer == Role.SERVER && fixedAgreement ? KEY_AGREEMENT : DIGITAL_SIGNATURE;
    }

    /** An issuer's extendedKeyUsage limits what it may issue, as all large verifiers have it. */
    private static boolean allows(X509Certificate certificate, String purpose) throws RefusedChain {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.contains(purpose) || purposes.contains(ANY);
        } catch (CertificateParsingException e) {
            throw new RefusedChain(Reason.CERTIFICATE_NOT_PARSED, "Malformed extendedKeyUsage", e);
        }
    }

    private static RefusedChain refused(X509Certificate certificate, String why) {
        return new RefusedChain(
                Reason.CERTIFICATE_WRONG_USAGE, why + " in certificate of " + certificate.getSubjectX500Principal());
    }
}
