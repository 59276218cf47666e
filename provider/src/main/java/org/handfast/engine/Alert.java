package org.handfast.engine;

import org.handfast.failure.TlsFailure;
import org.handfast.iana.AlertDescription;

/**
 * {@code struct { AlertLevel level; AlertDescription description; } Alert;} RFC 9846 §6.
 *
 * @param level 1 warning, 2 fatal; says nothing about severity in TLS 1.3
 */
record Alert(int level, AlertDescription description) {
    static final int SIZE = 2;
    static final Alert CLOSE_NOTIFY = new Alert(1, AlertDescription.CLOSE_NOTIFY);

    /** What the peer is told of a failure of ours; close_notify where the failure has no alert of its own. */
    static Alert of(TlsFailure failure) {
        AlertDescription description = failure.reason().alert();
        boolean closure = description.equals(AlertDescription.CLOSE_NOTIFY)
                || description.equals(AlertDescription.USER_CANCELED);
        return closure ? CLOSE_NOTIFY : new Alert(2, description);
    }

    static Alert read(byte[] source, int at) {
        return new Alert(source[at] & 0xFF, AlertDescription.of(source[at + 1] & 0xFF));
    }

    boolean isCloseNotify() {
        return description.equals(AlertDescription.CLOSE_NOTIFY);
    }

    boolean isUserCanceled() {
        return description.equals(AlertDescription.USER_CANCELED);
    }

    /** RFC 9846 §6: "All the alerts listed in Section 6.2 MUST be sent with AlertLevel=fatal", unknown ones alike. */
    boolean isFatal() {
        return !isCloseNotify() && !isUserCanceled();
    }

    /** "alert(21)" payload. */
    byte[] bytes() {
        return new byte[] {(byte) level, (byte) description.code()};
    }
}
