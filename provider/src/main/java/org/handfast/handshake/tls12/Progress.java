package org.handfast.handshake.tls12;

import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Suite12;
import org.handfast.handshake.Link;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;

/**
 * What every state has once the hellos are exchanged.
 *
 * @param terms our side
 * @param transcript of all messages so far
 * @param facts what is known; says whether the main secret is extended
 * @param suite chosen
 * @param randoms of both hellos
 */
record Progress(Terms terms, Transcript transcript, HandshakeFacts facts, Suite12 suite, Randoms randoms) {
    /** The same with more facts, which are published first. */
    Progress learned(HandshakeFacts more, Link link) {
        link.learned(more);
        return new Progress(terms, transcript, more, suite, randoms);
    }
}
