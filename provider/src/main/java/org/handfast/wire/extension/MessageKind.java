package org.handfast.wire.extension;

/** The messages that carry extensions, as the columns of the table of RFC 9846 §4.3. */
public enum MessageKind {
    /** CH. */
    CLIENT_HELLO,
    /** SH of TLS 1.3. */
    SERVER_HELLO,
    /** HRR. */
    HELLO_RETRY_REQUEST,
    /** EE. */
    ENCRYPTED_EXTENSIONS,
    /** CR. */
    CERTIFICATE_REQUEST,
    /** CT: one entry of a Certificate message. */
    CERTIFICATE,
    /** NST. */
    NEW_SESSION_TICKET,
    /** The ServerHello of TLS 1.2, which answers everything (RFC 5246 §7.4.1.4). */
    SERVER_HELLO_12
}
