package org.handfast.jsse;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXReason;
import java.util.Map;
import org.handfast.failure.Reason;

/** Translates what certificate code throws, ours, the JDK's or an application's, into a {@link Reason}. */
final class RefusalReason {
    private static final int DEEPEST_CAUSE = 10;
    private static final Map<CertPathValidatorException.Reason, Reason> REASONS = Map.of(
            BasicReason.EXPIRED, Reason.CERTIFICATE_EXPIRED,
            BasicReason.NOT_YET_VALID, Reason.CERTIFICATE_NOT_YET_VALID,
            BasicReason.REVOKED, Reason.CERTIFICATE_REVOKED,
            BasicReason.ALGORITHM_CONSTRAINED, Reason.CERTIFICATE_WEAK,
            PKIXReason.NO_TRUST_ANCHOR, Reason.CERTIFICATE_UNKNOWN_CA,
            PKIXReason.INVALID_KEY_USAGE, Reason.CERTIFICATE_WRONG_USAGE,
            PKIXReason.NOT_CA_CERT, Reason.CERTIFICATE_WRONG_USAGE,
            PKIXReason.PATH_TOO_LONG, Reason.CHAIN_TOO_LONG);

    private RefusalReason() {}

    /** The reason that fits best; CERTIFICATE_UNTRUSTED where nothing says more. */
    static Reason of(Throwable refusal) {
        Throwable cause = refusal;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            Reason reason = named(cause);
            if (reason != null) {
                return reason;
            }
        }
        return Reason.CERTIFICATE_UNTRUSTED;
    }

    private static Reason named(Throwable cause) {
        if (cause instanceof RefusedChain ours) {
            return ours.reason();
        }
        if (cause instanceof CertPathValidatorException path) {
            return REASONS.get(path.getReason());
        }
        if (cause instanceof CertificateExpiredException) {
            return Reason.CERTIFICATE_EXPIRED;
        }
        if (cause instanceof CertificateNotYetValidException) {
            return Reason.CERTIFICATE_NOT_YET_VALID;
        }
        if (cause instanceof CertificateRevokedException) {
            return Reason.CERTIFICATE_REVOKED;
        }
        return cause instanceof CertificateParsingException ? Reason.CERTIFICATE_NOT_PARSED : null;
    }
}
