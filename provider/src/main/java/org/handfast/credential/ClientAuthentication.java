package org.handfast.credential;

/** Whether a server asks for a client certificate (RFC 9846 §4.4.2). */
public enum ClientAuthentication {
    /** Not asked for. */
    NONE,
    /** Asked for; none is fine, a bad one is not. */
    WANT,
    /** Asked for; none is certificate_required. */
    NEED
}
