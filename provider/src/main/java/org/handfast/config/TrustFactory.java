package org.handfast.config;

import java.security.KeyStore;
import org.handfast.credential.PeerVerifier;

/** Makes the judge of peers from trust anchors; implemented by the JSSE face, which owns path validation. */
@FunctionalInterface
public interface TrustFactory {
    /**
     * A verifier for these anchors.
     *
     * @param anchors certificate entries only, at least one
     */
    PeerVerifier verifier(KeyStore anchors);
}
