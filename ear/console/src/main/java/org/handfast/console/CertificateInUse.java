package org.handfast.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.handfast.config.CertificateInfo;
import org.handfast.config.TlsRegistry;

/**
 * A certificate and the profile that presents it.
 *
 * @param profile the profile's name
 * @param certificate the certificate
 * @param daysLeft whole days until it expires; negative once expired
 */
public record CertificateInUse(String profile, CertificateInfo certificate, long daysLeft) {
    private static final int SOON = 14;

    /** All of this server, the first to expire first. */
    public static List<CertificateInUse> all() {
        Instant now = Instant.now();
        return TlsRegistry.standard().profiles().stream()
                .flatMap(profile -> profile.latest().stream())
                .flatMap(snapshot -> snapshot.certificates().stream().map(certificate -> new CertificateInUse(
                        snapshot.name(),
                        certificate,
                        Duration.between(now, certificate.notAfter()).toDays())))
                .sorted(Comparator.comparing(use -> use.certificate().notAfter()))
                .toList();
    }

    /** {@code expired}, {@code soon} or {@code fine}: a style class and a word at once. */
    public String state() {
        if (daysLeft < 0) {
            return "expired";
        }
        return daysLeft < SOON ? "soon" : "fine";
    }
}
