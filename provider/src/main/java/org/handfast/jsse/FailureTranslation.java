package org.handfast.jsse;

import java.security.cert.CertificateException;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.handfast.failure.Blame;
import org.handfast.failure.Reason;
import org.handfast.failure.Remedy;
import org.handfast.failure.TlsFailure;

/**
 * Failures of the engine as exceptions of JSSE. The text is one line: what happened, the facts, the alert and what
 * to do. The cause is the {@link CertificateException} where there is one, because callers look for it there; then
 * the {@link TlsFailure} is a suppressed exception, otherwise the cause.
 */
final class FailureTranslation {
    private static final int DEEPEST_CAUSE = 16;

    /** Words people and programs look for, as the JDK has them. */
    private static final Map<Reason, String> FAMILIAR = Map.of(
            Reason.NOT_TLS, "Unsupported or unrecognized SSL message",
            Reason.PLAINTEXT_HTTP, "Unsupported or unrecognized SSL message: plaintext HTTP",
            Reason.NO_COMMON_SUITE, "no cipher suites in common",
            Reason.NO_COMMON_VERSION, "no protocol version in common",
            Reason.TRUNCATED, "closed before the peer's close_notify was received",
            Reason.NOTHING_ENABLED,
                    "No appropriate protocol (protocol is disabled or cipher suites are inappropriate)");

    private FailureTranslation() {}

    /** How far a connection was when it failed. */
    enum Stage {
        /** Before FINISHED. */
        HANDSHAKE,
        /** After it. */
        DATA
    }

    /** A new exception for this failure. */
    static SSLException of(TlsFailure failure, Stage stage) {
        SSLException exception = exception(failure, stage);
        CertificateException about = certificateException(failure);
        if (about == null) {
            exception.initCause(failure);
        } else {
            exception.initCause(about);
            exception.addSuppressed(failure);
        }
        return exception;
    }

    private static SSLException exception(TlsFailure failure, Stage stage) {
        String text = text(failure);
        Reason reason = failure.reason();
        if (reason == Reason.NOT_TLS || reason == Reason.PLAINTEXT_HTTP || reason == Reason.SSL2_HELLO) {
            return new SSLException(text);
        }
        if (stage == Stage.HANDSHAKE) {
            return new SSLHandshakeException(text);
        }
        return reason.blame() == Blame.PEER_MISBEHAVED && reason != Reason.TRUNCATED
                ? new SSLProtocolException(text)
                : new SSLException(text);
    }

    private static String text(TlsFailure failure) {
        Reason reason = failure.reason();
        String remedy = Remedy.of(reason).replaceAll("\\s+", " ");
        if (reason == Reason.PEER_ALERT) {
            return "Received fatal alert: " + failure.facts().getOrDefault("alert", "unknown") + ". " + remedy;
        }
        String familiar = FAMILIAR.get(reason);
        return (familiar == null ? "" : familiar + ". ") + failure.getMessage() + ". " + remedy;
    }

    private static CertificateException certificateException(TlsFailure failure) {
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof CertificateException about) {
                return about;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
