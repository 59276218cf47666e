package org.handfast.handshake;

/**
 * What one connection of a client asks for besides its context's policy. Immutable.
 *
 * @param fallback whether this is a repeated attempt with a lower version than could be offered: then the hello says
 *     so by TLS_FALLBACK_SCSV (RFC 7507 §4)
 * @param staples whether a stapled OCSP response is asked for (RFC 6066 §8)
 * @param timestamps whether signed certificate timestamps are asked for (RFC 6962 §3.3)
 */
public record ClientWishes(boolean fallback, boolean staples, boolean timestamps) {
    /** Staples and timestamps, and no fallback. */
    public static final ClientWishes STANDARD = new ClientWishes(false, true, true);
}
