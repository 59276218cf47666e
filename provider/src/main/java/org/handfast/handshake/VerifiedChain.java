package org.handfast.handshake;

import java.security.PublicKey;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;

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
     * @throws TlsFailure from the verifier; TRUST_CHECK_FAILED where it broke
     */
    public static VerifiedChain by(PeerVerifier verifier, Role peer, HandshakeFacts facts) {
        if (facts.peerChain().isEmpty()) {
            throw Reason.EMPTY_CERTIFICATE.failure();
        }
        try {
            verifier.verify(peer, facts);
        } catch (TlsFailure judged) {
            throw judged;
        } catch (RuntimeException outside) {
            throw Reason.TRUST_CHECK_FAILED.causedBy(outside);
        }
        return new VerifiedChain(facts.peerChain().get(0).getPublicKey());
    }

    /** The key whose possession is still to be shown. */
    public PublicKey leafKey() {
        return leafKey;
    }
}
