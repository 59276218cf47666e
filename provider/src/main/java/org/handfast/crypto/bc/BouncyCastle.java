package org.handfast.crypto.bc;

import java.util.Optional;
import org.handfast.crypto.CryptoBackend;

/** The door to {@link BcBackend}: names no class of the library, so that it loads without it. */
public final class BouncyCastle {
    private BouncyCastle() {}

    /** The source, or empty where the library is missing or too old to have the classes used. */
    public static Optional<CryptoBackend> find() {
        try {
            return Optional.of(BcBackend.load());
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }
}
