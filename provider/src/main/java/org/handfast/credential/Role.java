package org.handfast.credential;

/** Our side of a connection. */
public enum Role {
    /** We sent the ClientHello. */
    CLIENT,
    /** We answered it. */
    SERVER;

    /** The other side. */
    public Role peer() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
