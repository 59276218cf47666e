package org.handfast.handshake;

/** What may arrive, and what it leads to. Accepting is overriding; everything else is unexpected_message. */
public interface State {}
