package org.handfast.crypto.jca;

import java.security.PrivateKey;
import javax.security.auth.DestroyFailedException;

/** Wipes keys where their class can. */
final class PlatformKeys {
    private PlatformKeys() {}

    /** Wipes a key that may be null. Most of the platform's keys cannot be wiped; dropping them is all there is. */
    static void drop(PrivateKey key) {
        if (key == null) {
            return;
        }
        try {
            key.destroy();
        } catch (DestroyFailedException e) {
            // see above
        }
    }
}
