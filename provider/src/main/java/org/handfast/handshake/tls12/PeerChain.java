package org.handfast.handshake.tls12;

import java.util.function.Function;
import org.handfast.credential.Role;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedChain;

/** Has the server's chain judged once all that belongs to it is here. */
final class PeerChain {
    private PeerChain() {}

    /** And waits for the key exchange. */
    static State verify(Progress progress, Link link) {
        return verify(progress, waiting -> waiting, link);
    }

    /** And goes on from there. */
    static State verify(Progress progress, Function<ClientWaitServerKeyExchange, State> then, Link link) {
        return link.await(
                () -> VerifiedChain.by(progress.terms().verifier(), Role.SERVER, progress.facts()),
                chain -> then.apply(new ClientWaitServerKeyExchange(progress, chain)));
    }
}
