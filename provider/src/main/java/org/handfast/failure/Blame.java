package org.handfast.failure;

/** Who can mend a failure. */
public enum Blame {
    /** The peer broke the protocol. */
    PEER_MISBEHAVED,
    /** The peer is correct but shares no acceptable parameters with us. */
    PEER_INCOMPATIBLE,
    /** Our configuration or profile does not allow the connection. */
    CONFIGURATION,
    /** A certificate, key or trust anchor, ours or the peer's. */
    CREDENTIAL,
    /** The application used the API wrongly. */
    API_MISUSE,
    /** A defect in Handfast or its crypto source. */
    INTERNAL
}
