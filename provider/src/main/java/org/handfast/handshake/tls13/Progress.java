package org.handfast.handshake.tls13;

import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.handshake.Link;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.session.Session;

/**
 * What every state has once keys are in force.
 *
 * @param terms our side
 * @param transcript of all messages so far
 * @param facts what is known
 * @param keys of the handshake
 * @param session that is resumed; empty: certificates are shown
 */
record Progress(
        Terms terms, Transcript transcript, HandshakeFacts facts, HandshakeKeys keys, Optional<Session> session) {
    /** The same with more facts, which are published first. */
    Progress learned(HandshakeFacts more, Link link) {
        link.learned(more);
        return new Progress(terms, transcript, more, keys, session);
    }
}
