package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.handfast.failure.Reason;

/** New key pairs for certificates of our own. */
public final class SigningKeys {
    private SigningKeys() {}

    /**
     * A fresh pair on P-256.
     *
     * @throws org.handfast.failure.TlsFailure ALGORITHM_UNAVAILABLE
     */
    public static KeyPair ecP256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw Reason.ALGORITHM_UNAVAILABLE.causedBy(e, "name", "EC key pairs on secp256r1");
        }
    }
}
