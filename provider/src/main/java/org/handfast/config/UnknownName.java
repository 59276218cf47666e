package org.handfast.config;

/** What a server answers to a server_name none of its certificates carries (RFC 6066 §3). */
public enum UnknownName {
    /** Fatal unrecognized_name. */
    REJECT,
    /** Acknowledge it and present the first certificate. */
    DEFAULT,
    /** Present the first certificate without acknowledging the name. */
    IGNORE
}
