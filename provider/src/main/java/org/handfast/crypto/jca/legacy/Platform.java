package org.handfast.crypto.jca.legacy;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.crypto.Cipher;
import org.handfast.crypto.jca.PlatformProviders;

/**
 * The platform's own primitives, whatever is registered before them: they use the processor's, whose time does not
 * depend on secrets.
 */
final class Platform {
    private Platform() {}

    /**
     * A new cipher.
     *
     * @param transformation whose first part names the algorithm
     */
    static Cipher cipher(String transformation) throws GeneralSecurityException {
        return Cipher.getInstance(transformation, provider("Cipher", transformation.split("/")[0]));
    }

    /** A new hash. */
    static MessageDigest digest(String name) throws GeneralSecurityException {
        return MessageDigest.getInstance(name, provider("MessageDigest", name));
    }

    private static Provider provider(String type, String algorithm) throws NoSuchAlgorithmException {
        return PlatformProviders.registered()
                .of(type, algorithm)
                .orElseThrow(() -> new NoSuchAlgorithmException("no provider for " + algorithm));
    }
}
