package org.handfast.config;

import java.time.Instant;
import java.util.List;

/**
 * A certificate for people and consoles. Immutable.
 *
 * @param source where it came from: a file, with the alias where there is one
 * @param subject subject in RFC 2253 form
 * @param issuer issuer in RFC 2253 form
 * @param names host names and addresses of subjectAltName
 * @param notBefore begin of validity
 * @param notAfter end of validity
 * @param serial serial number in lower case hexadecimal
 * @param keyAlgorithm such as {@code EC 256} or {@code RSA 2048}
 * @param sha256 fingerprint of the whole certificate, lower case hexadecimal
 */
public record CertificateInfo(
        String source,
        String subject,
        String issuer,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        String serial,
        String keyAlgorithm,
        String sha256) {
    /** Copies the list. */
    public CertificateInfo {
        names = List.copyOf(names);
    }
}
