package org.handfast.handshake;

/** Outgoing handshake messages in one buffer; each one's bytes feed the transcript as they are written. */
public final class Flight {}
