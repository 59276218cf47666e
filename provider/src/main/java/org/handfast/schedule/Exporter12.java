package org.handfast.schedule;

import java.util.Arrays;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Secret;

/**
 * Exported keying material of TLS 1.2 (RFC 5705 §4): {@code PRF(main secret, label, client_random + server_random
 * [+ context_value_length + context_value])}. Here no context and an empty one differ.
 */
final class Exporter12 implements Exporter {
    private static final int LONGEST_CONTEXT = 0xFFFF;

    private final Hash hash;
    private final Secret secret;
    private final byte[] randoms;

    /** Takes ownership of the secret. */
    Exporter12(Hash hash, Secret secret, byte[] randoms) {
        this.hash = hash;
        this.secret = secret;
        this.randoms = randoms;
    }

    /** The lock is against {@link #close()} in the middle of a derivation. */
    @Override
    public synchronized byte[] export(String label, byte[] context, int length) {
        if (length < 1 || context != null && context.length > LONGEST_CONTEXT) {
            throw new IllegalArgumentException(length + " bytes wanted");
        }
        byte[] seed = randoms;
        if (context != null) {
            seed = Arrays.copyOf(randoms, randoms.length + 2 + context.length);
            seed[randoms.length] = (byte) (context.length >>> 8);
            seed[randoms.length + 1] = (byte) context.length;
            System.arraycopy(context, 0, seed, randoms.length + 2, context.length);
        }
        try (Secret material = Prf.expand(hash, secret, label, seed, length)) {
            return material.bytes().clone();
        }
    }

    @Override
    public synchronized void close() {
        secret.close();
    }
}
