package org.handfast.failure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The only exception of the engine. The {@link Reason} decides alert, blame, RFC section and remedy; the
 * facts say what was seen. Facts never hold secrets.
 */
public final class TlsFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Map<String, String> facts;

    TlsFailure(Reason reason, Map<String, String> facts, Throwable cause) {
        super(message(reason, facts), cause);
        this.reason = reason;
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Why it failed; never null. */
    public Reason reason() {
        return reason;
    }

    /** What was seen, in the order the thrower named it. Unmodifiable, peer text escaped and cut. */
    public Map<String, String> facts() {
        return facts == null ? Map.of() : facts;
    }

    /** Logs and remote calls may read it where Handfast is absent: it travels as a plain exception. */
    private Object writeReplace() {
        RuntimeException plain = new RuntimeException(getMessage(), getCause());
        plain.setStackTrace(getStackTrace());
        return plain;
    }

    private static String message(Reason reason, Map<String, String> facts) {
        StringBuilder text = new StringBuilder(reason.name());
        facts.forEach((name, value) -> text.append(text.length() == reason.name().length() ? ": " : ", ")
                .append(name).append('=').append(value));
        return text.append(" (alert ").append(reason.alert()).append(", ").append(reason.section()).append(')')
                .toString();
    }
}
