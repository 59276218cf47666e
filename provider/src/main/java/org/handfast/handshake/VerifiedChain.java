package org.handfast.handshake;

import java.security.PublicKey;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;

/** Proof that a verifier trusted the peer's chain. Can be made in no other way than by verifying. */
public final class VerifiedChain {
    private final PublicKey leafKey;

    private VerifiedChain(PublicKey leafKey) {
        this.leafKey = leafKey;
    }

    /**
     * Asks the verifier; slow, to be called as {@link Work}.
     *
     * @param peer the peer's side
     * @param facts with the peer's chain
     * @throws org.handfast.failure.TlsFailure from the verifier
     */
    public static VerifiedChain by(PeerVerifier verifier, Role peer, HandshakeFacts facts) {
        if (facts.peerChain().isEmpty()) {
            throw Reason.EMPTY_CERTIFICATE.failure();
        }
        verifier.verify(peer, facts);
        return new VerifiedChain(facts.peerChain().get(0).getPublicKey());
    }

    /** The key whose possession is still to be shown. */
    public PublicKey leafKey() {
        return leafKey;
    }
}
