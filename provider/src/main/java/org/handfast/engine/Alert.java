package org.handfast.engine;

import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.AlertDescription;

/**
 * {@code struct { AlertLevel level; AlertDescription description; } Alert;} RFC 9846 §6, RFC 5246 §7.2.
 *
 * @param level 1 warning, 2 fatal; says nothing about severity in TLS 1.3
 */
record Alert(int level, AlertDescription description) {
    static final int SIZE = 2;
    private static final int WARNING = 1;
    private static final int FATAL = 2;
    static final Alert CLOSE_NOTIFY = new Alert(WARNING, AlertDescription.CLOSE_NOTIFY);

    /** What the peer is told of a failure of ours; close_notify where the failure has no alert of its own. */
    static Alert of(TlsFailure failure) {
        AlertDescription description = failure.reason().alert();
        boolean closure = description.equals(AlertDescription.CLOSE_NOTIFY)
                || description.equals(AlertDescription.USER_CANCELED);
        return closure ? CLOSE_NOTIFY : new Alert(FATAL, description);
    }

    /** {@code enum { warning(1), fatal(2), (255) } AlertLevel;}, nothing else. */
    static Alert read(byte[] source, int at) {
        int level = source[at] & 0xFF;
        if (level != WARNING && level != FATAL) {
            throw Reason.BAD_ALERT_LEVEL.with("level", level);
        }
        return new Alert(level, AlertDescription.of(source[at + 1] & 0xFF));
    }

    boolean isCloseNotify() {
        return description.equals(AlertDescription.CLOSE_NOTIFY);
    }

    boolean isUserCanceled() {
        return description.equals(AlertDescription.USER_CANCELED);
    }

    /** Whether the peer called it fatal; what that means is for the version to say. */
    boolean isFatalByLevel() {
        return level == FATAL;
    }

    /** "alert(21)" payload. */
    byte[] bytes() {
        return new byte[] {(byte) level, (byte) description.code()};
    }
}
