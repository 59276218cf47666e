package org.handfast.jca;

/**
 * Message listener of the inbound side: a message-driven bean implements it and is bound to the adapter.
 * Delivered on the server's work manager, never on the thread of a connection; each bean sees events of one
 * profile in order. Attackers cause failures: under a flood events are dropped and counted, see
 * {@link HandshakeFailed#droppedBefore()}.
 */
public interface TlsEventListener {
    /** A handshake of a profile failed. */
    void handshakeFailed(HandshakeFailed event);

    /** A profile changed and the change is in force, or an edit was refused and the old state stays. */
    void profileChanged(ProfileChanged event);
}
