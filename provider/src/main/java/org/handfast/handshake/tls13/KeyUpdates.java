package org.handfast.handshake.tls13;

import org.handfast.handshake.Link;
import org.handfast.wire.message.KeyUpdate;

/** What a KeyUpdate does, the same in both roles (RFC 9846 §4.7.3). */
final class KeyUpdates {
    private KeyUpdates() {}

    /** Moves our reading keys, and has the answer sent if the peer wants one. */
    static void receive(KeyUpdate message, Link link) {
        link.updateReadKeys();
        if (message.requestUpdate() == KeyUpdate.Request.UPDATE_REQUESTED) {
            link.answerKeyUpdate();
        }
    }
}
