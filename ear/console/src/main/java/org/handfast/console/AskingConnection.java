package org.handfast.console;

import io.undertow.server.SSLSessionInfo;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.util.Optional;

/** Finds the TLS session of the request in progress. The only class that knows Undertow. */
public final class AskingConnection {
    private AskingConnection() {}

    /** The connection of the current request; empty without TLS. */
    public static Optional<ConnectionView> current() {
        SSLSessionInfo info = ServletRequestContext.requireCurrent()
                .getExchange()
                .getConnection()
                .getSslSessionInfo();
        return Optional.ofNullable(info)
                .map(SSLSessionInfo::getSSLSession)
                .map(ConnectionView::of);
    }
}
