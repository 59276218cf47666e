package org.handfast.jsse;

import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;

/**
 * A profile's trust and the caller's trust manager: a chain needs both. So a container's manager can refuse what
 * the profile trusts and attach an identity, but never admit what the profile does not trust.
 *
 * @param profile asked first; its authorities are announced
 * @param callers asked second
 */
record BothVerifiers(PeerVerifier profile, PeerVerifier callers) implements PeerVerifier {
    @Override
    public void verify(Role peer, HandshakeFacts facts) {
        profile.verify(peer, facts);
        callers.verify(peer, facts);
    }

    @Override
    public List<X500Principal> authorities() {
        return profile.authorities();
    }
}
