package org.handfast.jsse;

import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/** The object a foreign manager is told about: our engine, or our socket itself, never its carrier. */
final class CallbackTarget {
    private final SSLEngine engine;
    private final SSLSocket socket;

    private CallbackTarget(SSLEngine engine, SSLSocket socket) {
        this.engine = engine;
        this.socket = socket;
    }

    /** Callbacks about an engine. */
    static CallbackTarget of(SSLEngine engine) {
        return new CallbackTarget(Objects.requireNonNull(engine, "engine"), null);
    }

    /** Callbacks about a socket. */
    static CallbackTarget of(SSLSocket socket) {
        return new CallbackTarget(null, Objects.requireNonNull(socket, "socket"));
    }

    /** Whether it is an engine. */
    boolean isEngine() {
        return engine != null;
    }

    /** The engine; null for a socket. */
    SSLEngine engine() {
        return engine;
    }

    /** The socket; null for an engine. */
    SSLSocket socket() {
        return socket;
    }

    /** What trust decisions need to know of it, as of now. */
    TrustTarget trustTarget() {
        return isEngine() ? TrustTarget.of(engine) : TrustTarget.of(socket);
    }
}
