package org.handfast.config;

import java.util.Optional;

/**
 * How connections of a profile are resumed. Immutable.
 *
 * @param enabled whether sessions are kept and resumed at all
 * @param tickets server: whether tickets are given and taken
 * @param ticketsPerHandshake server: tickets of TLS 1.3 after a handshake, 0 to 16
 * @param lifetime server: seconds a session may be used, 1 to 604800 (RFC 9846 §4.7.1)
 * @param cacheEntries server: most sessions of TLS 1.2 held under their ids, from 0
 * @param cacheBytes server: most bytes they take, by our estimate
 * @param cacheLifetime server: seconds they are held, 1 to 604800
 * @param cluster server: whether tickets and the register of replays are shared with the cluster's other nodes
 * @param earlyData what is allowed of 0-RTT; empty: none is taken or sent
 */
public record ResumptionTerms(
        boolean enabled,
        boolean tickets,
        int ticketsPerHandshake,
        int lifetime,
        int cacheEntries,
        long cacheBytes,
        int cacheLifetime,
        boolean cluster,
        Optional<EarlyDataTerms> earlyData) {
    /** Two tickets of twelve hours; 20480 sessions, 64 MiB, two hours. */
    public static final ResumptionTerms STANDARD =
            new ResumptionTerms(true, true, 2, 12 * 3600, 20_480, 64L << 20, 2 * 3600, false, Optional.empty());

    /** Every handshake is a full one. */
    static final ResumptionTerms OFF = new ResumptionTerms(false, false, 0, 1, 0, 0, 1, false, Optional.empty());
}
