package org.handfast.config;

/**
 * Early data (0-RTT, RFC 9846 §2.3) as a profile allows it. Immutable. An observer can send it again: what it asks for
 * must do no harm when it is done twice.
 *
 * @param maxBytes server: most that a ticket allows; client: most that is sent; 1 to 1048576
 * @param reason why it is allowed, for people
 */
public record EarlyDataTerms(int maxBytes, String reason) {
    /** What a profile allows that names no number, in bytes. */
    public static final int STANDARD_BYTES = 14_336;
}
