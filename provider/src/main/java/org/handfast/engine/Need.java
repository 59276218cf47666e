package org.handfast.engine;

/** What an engine waits for. */
public enum Need {
    /** Nothing: the handshake is done or has not begun, or the connection is closed. */
    NOTHING,
    /** Bytes from the peer. */
    RECEIVE,
    /** Bytes are ready: call send. */
    SEND,
    /** Slow or outside work: run {@link TlsEngine#work()}. */
    WORK
}
