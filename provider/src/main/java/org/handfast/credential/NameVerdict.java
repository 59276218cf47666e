package org.handfast.credential;

/** A server's answer to a server_name (RFC 6066 §3). */
public enum NameVerdict {
    /** Ours: acknowledge it. */
    ACCEPT,
    /** Go on as if none had been sent. */
    IGNORE,
    /** Fatal unrecognized_name. */
    REFUSE
}
