package org.handfast.jsse;

import java.security.KeyStore;
import java.security.KeyStoreException;
import javax.net.ssl.X509TrustManager;
import org.handfast.failure.Reason;

/** Trust anchors of a profile as a trust manager of ours. */
final class ProfileTrust {
    private ProfileTrust() {}

    /** A trust manager over exactly these anchors. */
    static X509TrustManager manager(KeyStore anchors) {
        try {
            return new HandfastTrustManager(HandfastTrustManagerFactory.anchors(anchors));
        } catch (KeyStoreException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "what", "trust anchors of a profile");
        }
    }
}
