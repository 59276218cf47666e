package org.handfast.credential;

/**
 * What became of early data (0-RTT), and why. Both sides have a verdict in TLS 1.3; each speaks of what it knows
 * itself.
 */
public enum EarlyDataVerdict {
    /** Our profile does not allow it, or a client had none to send. */
    DISABLED,

    /** Client: TLS 1.3 is not offered. */
    PROTOCOL_VERSION,

    /** No ticket of TLS 1.3 was offered. */
    NO_SESSION_OFFERED,

    /** The ticket was not taken: a full handshake followed. */
    SESSION_NOT_RESUMED,

    /** The session does not allow early data. */
    UNSUPPORTED_FOR_SESSION,

    /** Server: the client sent none. Client: the server passed it over and did not say why. */
    PEER_DECLINED,

    /** Clients are asked for certificates, or showed one in the session (security rule E-3). */
    CLIENT_AUTHENTICATION,

    /** The application's protocol is not that of the session. */
    OTHER_PROTOCOL,

    /** Server: the suite is not that of the session, or its ticket was not the first. */
    OTHER_SUITE,

    /** Server: the age of the ticket is not what the client claims, within the window (RFC 9846 §8.3). */
    TICKET_AGE,

    /** A HelloRetryRequest came between. */
    HELLO_RETRY_REQUEST,

    /** Server: the register of replays has the ticket, or could not say in time that it has not. */
    REPLAYED,

    /** The server took it. */
    ACCEPTED
}
