package org.handfast.config;

import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.List;
import org.handfast.config.ProfileDefinition.IdentityDefinition;
import org.handfast.credential.Credential;
import org.handfast.credential.Role;
import org.handfast.credential.source.CredentialCheck;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ProtocolVersion;
import org.handfast.policy.Policy;

/** What must hold before a profile's identity is used; what does not becomes a problem. */
final class IdentityCheck {
    private static final int SHORTEST_RSA = 2048;
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final String SERVER_PURPOSE = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_PURPOSE = "1.3.6.1.5.5.7.3.2";

    private final Environment environment;
    private final Problems problems;

    IdentityCheck(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    void check(IdentityDefinition identity, Credential credential, Role role, Policy policy) {
        Position at = place(identity);
        checkKey(at, credential, policy);
        checkChain(at, credential);
        checkValidity(at, credential);
        checkUsage(at, credential, role);
    }

    private void checkKey(Position at, Credential credential, Policy policy) {
        try {
            CredentialCheck.keyMatches(credential, environment.catalog());
        } catch (TlsFailure e) {
            if (e.reason() == Reason.KEY_DOES_NOT_MATCH_CERTIFICATE) {
                problems.add(at, "HF7205", "The private key does not belong to the certificate "
                        + name(credential) + ".", "Use the key the certificate was issued for.");
                return;
            }
        }
        PublicKey key = credential.chain().get(0).getPublicKey();
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
            problems.add(at, "HF7215", "The RSA key of " + name(credential) + " has only "
                    + rsa.getModulus().bitLength() + " bits.", "Use at least 2048 bits, or an EC key on P-256.");
            return;
        }
        boolean older = policy.versions().contains(ProtocolVersion.TLS12);
        boolean usable = policy.schemes().stream()
                .flatMap(s -> environment.catalog().signatureAlgorithm(s).stream())
                .anyMatch(a -> a.fits(key) || older && a.fits12(key));
        if (!usable) {
            problems.add(at, "HF7212", "No signature scheme of the profile fits the key of " + name(credential) + ".",
                    "Use an EC key on P-256, P-384 or P-521, an RSA key of 2048 bits or more, or widen"
                            + " signatureSchemes.");
        }
    }

    private void checkChain(Position at, Credential credential) {
        try {
            CredentialCheck.chainInOrder(credential);
        } catch (TlsFailure e) {
            problems.add(at, "HF7208", "The chain of " + name(credential) + " is out of order: "
                    + e.facts().get("why") + ".",
                    "Write the server's own certificate first, then each issuer; leave unrelated ones out.");
        }
    }

    private void checkValidity(Position at, Credential credential) {
        Instant now = environment.clock().instant();
        CredentialCheck.outsideValidity(credential, now).ifPresent(bad -> {
            String subject = Quoted.of(bad.getSubjectX500Principal().getName());
            if (now.isBefore(bad.getNotBefore().toInstant())) {
                problems.add(at, "HF7207", "The certificate " + subject + " is not valid before "
                        + bad.getNotBefore().toInstant() + ".", "Check the server's clock, or wait.");
            } else {
                problems.add(at, "HF7206", "The certificate " + subject + " expired at "
                        + bad.getNotAfter().toInstant() + ".", "Renew it and put the new files in place.");
            }
        });
    }

    /** RFC 5280 §4.2.1.3 and §4.2.1.12; RFC 9846 §4.5.1.2: "the digitalSignature bit MUST be set". */
    private void checkUsage(Position at, Credential credential, Role role) {
        X509Certificate leaf = credential.chain().get(0);
        boolean[] usage = leaf.getKeyUsage();
        if (usage != null && !usage[0]) {
            problems.add(at, "HF7213", "The certificate " + name(credential) + " may not sign handshakes.",
                    "Have it issued with key usage digitalSignature.");
        }
        String purpose = role == Role.SERVER ? SERVER_PURPOSE : CLIENT_PURPOSE;
        List<String> purposes = purposes(leaf);
        if (!purposes.isEmpty() && !purposes.contains(purpose) && !purposes.contains(ANY_PURPOSE)) {
            String wanted = role == Role.SERVER ? "serverAuth" : "clientAuth";
            problems.add(at, "HF7214", "The certificate " + name(credential) + " is not made for this side.",
                    "Have it issued with extended key usage " + wanted + ".");
        }
    }

    private static List<String> purposes(X509Certificate leaf) {
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            return purposes == null ? List.of() : purposes;
        } catch (CertificateParsingException e) {
            return List.of("unreadable");
        }
    }

    private static String name(Credential credential) {
        return Quoted.of(credential.name());
    }

    private static Position place(IdentityDefinition identity) {
        return identity.certificate()
                .map(ProfileDefinition.FileAt::at)
                .or(() -> identity.store().map(s -> s.file().at()))
                .orElse(identity.at());
    }
}
