package org.handfast.console.page;

import java.time.ZoneOffset;
import org.handfast.console.CertificateInUse;

/** A certificate in use. Read by pages through its getters. Immutable. */
public final class CertificateRow {
    private final String profile;
    private final String subject;
    private final String names;
    private final String key;
    private final String notAfter;
    private final long daysLeft;
    private final String state;
    private final String serial;

    private CertificateRow(
            String profile,
            String subject,
            String names,
            String key,
            String notAfter,
            long daysLeft,
            String state,
            String serial) {
        this.profile = profile;
        this.subject = subject;
        this.names = names;
        this.key = key;
        this.notAfter = notAfter;
        this.daysLeft = daysLeft;
        this.state = state;
        this.serial = serial;
    }

    /** What the certificate says. */
    static CertificateRow of(CertificateInUse use) {
        var certificate = use.certificate();
        return new CertificateRow(
                use.profile(),
                certificate.subject(),
                String.join(", ", certificate.names()),
                certificate.keyAlgorithm(),
                certificate.notAfter().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                use.daysLeft(),
                use.state(),
                certificate.serial());
    }

    /** The profile that presents it. */
    public String getProfile() {
        return profile;
    }

    /** Its subject. */
    public String getSubject() {
        return subject;
    }

    /** Host names. */
    public String getNames() {
        return names;
    }

    /** Kind of key. */
    public String getKey() {
        return key;
    }

    /** Last day. */
    public String getNotAfter() {
        return notAfter;
    }

    /** Whole days until it expires. */
    public long getDaysLeft() {
        return daysLeft;
    }

    /** expired, soon or fine. */
    public String getState() {
        return state;
    }

    /** Serial number. */
    public String getSerial() {
        return serial;
    }
}
