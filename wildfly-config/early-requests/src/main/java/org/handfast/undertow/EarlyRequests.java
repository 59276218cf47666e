package org.handfast.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.SSLSessionInfo;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLSession;

/**
 * Keeps requests that may be a replay from applications. A request is early while the client's Finished has not come,
 * or where a proxy before us says so with {@code Early-Data: 1} (RFC 8470 §5.1). Safe methods (RFC 9110 §9.2.1) pass,
 * marked with that header whoever found out; anything else is answered with 425 (Too Early, RFC 8470 §5.2), upon which
 * clients ask again after the handshake. Connections of other TLS providers are never early. Thread-safe.
 */
public final class EarlyRequests implements HttpHandler {
    /** Boolean of Handfast's sessions, live: whether the client's Finished has verified. */
    static final String CONFIRMED = "org.handfast.tls.handshakeConfirmed";

    /** Of requests, RFC 8470 §5.1. */
    static final HttpString EARLY_DATA = new HttpString("Early-Data");

    private static final int TOO_EARLY = 425;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final byte[] WORDS = """
            Too Early: this request came before the end of the TLS handshake and may be a replay.
            Send it again once the handshake is complete.
            """.getBytes(StandardCharsets.US_ASCII);

    private final HttpHandler next;

    /** @param next who serves what passes */
    public EarlyRequests(HttpHandler next) {
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (isEarly(exchange)) {
            if (!SAFE.contains(exchange.getRequestMethod().toString())) {
                refuse(exchange);
                return;
            }
            exchange.getRequestHeaders().put(EARLY_DATA, "1");
        }
        next.handleRequest(exchange);
    }

    /** Looked at when the request is about to be served: once the handshake is complete, no replay can be. */
    private static boolean isEarly(HttpServerExchange exchange) {
        if (exchange.getRequestHeaders().contains(EARLY_DATA)) {
            return true; // "1" is its only value, and one that is not understood is taken for it
        }
        SSLSessionInfo info = exchange.getConnection().getSslSessionInfo();
        SSLSession session = info == null ? null : info.getSSLSession();
        return session != null && Boolean.FALSE.equals(session.getValue(CONFIRMED));
    }

    private static void refuse(HttpServerExchange exchange) {
        exchange.setStatusCode(TOO_EARLY);
        exchange.setReasonPhrase("Too Early");
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain;charset=US-ASCII");
        exchange.getResponseSender().send(ByteBuffer.wrap(WORDS));
    }
}
