package org.handfast.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * Key transport of TLS 1.2: the client draws the premaster secret and encrypts it under the key of the server's
 * certificate (RFC 5246 §7.4.7.1). Without forward secrecy, so only suites have one that a profile names as legacy.
 * Immutable and thread-safe.
 */
public interface KeyTransport {
    /**
     * A fresh premaster secret.
     *
     * @param key of the server's certificate
     * @param version code of the newest version the client offered
     */
    Sealed seal(PublicKey key, int version, Randomness randomness);

    /**
     * The premaster secret; or, where what was received is wrong in any way, another that nobody knows, after the same
     * steps. The caller cannot find out which, and closes it.
     *
     * @param key private half, which may be opaque
     * @param certified public half
     * @param received from the client, of any length
     * @param version code of the newest version the client offered
     * @throws org.handfast.failure.TlsFailure KEY_TRANSPORT_FAILED where the key cannot be used, whatever was received
     */
    Secret open(PrivateKey key, PublicKey certified, byte[] received, int version, Randomness randomness);

    /**
     * What a client makes.
     *
     * @param premaster 48 bytes; whoever takes it closes it
     * @param encrypted for the server
     */
    record Sealed(Secret premaster, byte[] encrypted) {
        /** Secrets stay out of text. */
        @Override
        public String toString() {
            return "Sealed[" + encrypted.length + " bytes]";
        }
    }
}
