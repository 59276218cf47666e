package org.handfast.handshake;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;

/** Proof that a verifier trusted the peer's chain. Can be made in no other way than by verifying. */
public final class VerifiedChain {
    private static final int DIGITAL_SIGNATURE = 0;

    private final PublicKey leafKey;

    private VerifiedChain(PublicKey leafKey) {
        this.leafKey = leafKey;
    }

    /**
     * Asks the verifier; slow, to be called as {@link Work}.
     *
     * @param peer the peer's side
     * @param facts with the peer's chain
     * @throws TlsFailure from the verifier; TRUST_CHECK_FAILED where it broke; CERTIFICATE_WRONG_USAGE
     *     where the leaf's key may not sign, whoever trusts it
     */
    public static VerifiedChain by(PeerVerifier verifier, Role peer, HandshakeFacts facts) {
        VerifiedChain chain = decrypting(verifier, peer, facts);
        requireSigning(facts.peerChain().get(0));
        return chain;
    }

    /**
     * As above, for a leaf whose key is to decrypt and not to sign (RFC 5246 §7.4.2); what its usage must allow then,
     * the caller has checked.
     *
     * @throws TlsFailure from the verifier; TRUST_CHECK_FAILED where it broke
     */
    public static VerifiedChain decrypting(PeerVerifier verifier, Role peer, HandshakeFacts facts) {
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

    /** "the digitalSignature bit MUST be set if the Key Usage extension is present", RFC 9846 §4.5.1.2. */
    private static void requireSigning(X509Certificate leaf) {
        boolean[] usage = leaf.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            throw Reason.CERTIFICATE_WRONG_USAGE.with("missing", "digitalSignature");
        }
    }

    /** The key whose possession is still to be shown. */
    public PublicKey leafKey() {
        return leafKey;
    }
}
