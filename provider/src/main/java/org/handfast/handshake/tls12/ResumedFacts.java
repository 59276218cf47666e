package org.handfast.handshake.tls12;

import org.handfast.credential.HandshakeFacts;
import org.handfast.session.Session;

/** What a resumed connection takes over from its session: all but what each hello settles anew. */
final class ResumedFacts {
    private ResumedFacts() {}

    /** The facts of the new hellos with those of the session. */
    static HandshakeFacts of(HandshakeFacts hellos, Session session) {
        HandshakeFacts facts = hellos
                .withSuite(session.suite())
                .withPeerChain(session.peerChain())
                .withLocalChain(session.localChain())
                .withStaples(session.staples())
                .withTimestamps(session.timestamps())
                .withResumed(true);
        facts = session.group().map(facts::withGroup).orElse(facts);
        facts = session.localScheme().map(facts::withLocalScheme).orElse(facts);
        return session.peerScheme().map(facts::withPeerScheme).orElse(facts);
    }
}
