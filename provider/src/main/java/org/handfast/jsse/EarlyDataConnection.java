package org.handfast.jsse;

/**
 * Early data (0-RTT, RFC 9846 §2.3) of a connection: every SSLSocket and SSLEngine of Handfast can be cast to it. It
 * is off until a profile allows it on both sides, with a reason: whoever sees early data on the wire can send it again,
 * and the server takes it before it knows that the client is there now. Thread-safe.
 */
public interface EarlyDataConnection {
    /** What became of a client's early data. */
    enum Status {
        /** None was offered. */
        NONE,

        /** The handshake is not over. */
        PENDING,

        /**
         * It was not sent: the profile does not allow it, or there is no ticket that allows so much of it. Send it as
         * ordinary data.
         */
        NOT_SENT,

        /** The server has it. */
        ACCEPTED,

        /**
         * It was sent, and the server passed it over. Send it as ordinary data if the application's protocol is still
         * the one it was written for (RFC 9846 §4.3.10).
         */
        REJECTED
    }

    /**
     * Client: has these bytes sent with the first flight, all of them or none. They must ask only for what may be done
     * twice, such as a GET without effect. The application sends them itself where {@link #earlyDataStatus} says, after
     * the handshake, that the server does not have them.
     *
     * @param data at least one byte, in the protocol that ALPN chose last time; copied
     * @throws IllegalArgumentException if it is empty
     * @throws IllegalStateException on a server, or once the handshake has begun
     */
    void offerEarlyData(byte[] data);

    /** What became of what was offered; never null. */
    Status earlyDataStatus();

    /**
     * Server: whether the bytes that the last read or unwrap gave are early data. They may be a replay as long as the
     * session's value {@code org.handfast.tls.handshakeConfirmed} is false; what comes later is not, and no read mixes
     * both.
     */
    boolean isLastReadEarly();
}
