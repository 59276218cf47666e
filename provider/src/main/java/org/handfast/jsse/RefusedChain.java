package org.handfast.jsse;

import java.security.cert.CertificateException;
import org.handfast.failure.Reason;

/**
 * A peer's chain refused by Handfast, with the reason that decides the alert. Crosses foreign trust managers
 * that delegate to ours. Serializes as a plain {@link CertificateException}: logs and remote calls may read it
 * where Handfast is absent.
 */
final class RefusedChain extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    RefusedChain(Reason reason, String message) {
        this(reason, message, null);
    }

    RefusedChain(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why. */
    Reason reason() {
        return reason;
    }

    private Object writeReplace() {
        CertificateException plain = new CertificateException(getMessage(), getCause());
        plain.setStackTrace(getStackTrace());
        return plain;
    }
}
