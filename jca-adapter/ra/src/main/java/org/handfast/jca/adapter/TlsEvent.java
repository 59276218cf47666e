package org.handfast.jca.adapter;

import org.handfast.jca.HandshakeFailed;
import org.handfast.jca.ProfileChanged;
import org.handfast.jca.TlsEventListener;

/** An event on its way to message-driven beans. */
sealed interface TlsEvent {
    /** The profile it is about; empty: the whole file. */
    String profile();

    /** Calls the listener's method for it. {@code dropped}: events lost before this one. */
    void deliver(TlsEventListener listener, long dropped);

    /** A failed handshake. */
    record Failed(HandshakeFailed event) implements TlsEvent {
        @Override
        public String profile() {
            return event.profile();
        }

        @Override
        public void deliver(TlsEventListener listener, long dropped) {
            listener.handshakeFailed(new HandshakeFailed(event.time(), event.profile(), event.role(), event.peer(),
                    event.serverName(), event.reason(), event.alert(), event.blame(), event.remedy(), dropped));
        }
    }

    /** A changed profile or a refused edit. */
    record Changed(ProfileChanged event) implements TlsEvent {
        @Override
        public String profile() {
            return event.profile();
        }

        @Override
        public void deliver(TlsEventListener listener, long dropped) {
            listener.profileChanged(event);
        }
    }
}
