package org.handfast.handshake.tls12;

import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Suite12;
import org.handfast.failure.Reason;
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
 * @param next how the session can be resumed later
 */
record Progress(
        Terms terms, Transcript transcript, HandshakeFacts facts, Suite12 suite, Randoms randoms, NextSession next) {
    /** The same with more facts, which are published first. */
    Progress learned(HandshakeFacts more, Link link) {
        link.learned(more);
        return new Progress(terms, transcript, more, suite, randoms, next);
    }

    /**
     * A client without extended_master_secret is refused unless the policy wants old clients, too (RFC 7627 §5.3
     * lets a server continue or abort). Asked when its second flight comes and not at its hello: who only looks which
     * versions and suites a server has, as scanners do, gets a true answer; nobody gets a connection.
     *
     * @throws org.handfast.failure.TlsFailure EXTENDED_MAIN_SECRET_MISSING
     */
    void requireExtendedMainSecret() {
        if (!facts.extendedMainSecret() && terms.allowed().policy().rules().extendedMainSecretRequired()) {
            throw Reason.EXTENDED_MAIN_SECRET_MISSING.failure();
        }
    }
}
