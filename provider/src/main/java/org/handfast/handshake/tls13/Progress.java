package org.handfast.handshake.tls13;

import org.handfast.credential.HandshakeFacts;
import org.handfast.handshake.Link;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;

/**
 * What every state has once keys are in force.
 *
 * @param terms our side
 * @param transcript of all messages so far
 * @param facts what is known
 * @param keys of the handshake
 */
record Progress(Terms terms, Transcript transcript, HandshakeFacts facts, HandshakeKeys keys) {
    /** The same with more facts, which are published first. */
    Progress learned(HandshakeFacts more, Link link) {
        link.learned(more);
        return new Progress(terms, transcript, more, keys);
    }
}
