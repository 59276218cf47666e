package org.handfast.schedule;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Secret;

/** The pseudorandom function of TLS 1.2 (RFC 5246 §5). Stateless and thread-safe. */
final class Prf {
    private Prf() {}

    /**
     * PRF(secret, label, seed) = P_hash(secret, label + seed).
     *
     * <pre>
     * P_hash(secret, seed) = HMAC_hash(secret, A(1) + seed) + HMAC_hash(secret, A(2) + seed) + ...
     * A(0) = seed, A(i) = HMAC_hash(secret, A(i-1))
     * </pre>
     */
    static Secret expand(Hash hash, Secret secret, String label, byte[] seed, int length) {
        byte[] name = label.getBytes(StandardCharsets.US_ASCII);
        int block = hash.length();
        // A(i) + label + seed in one array, A(i) replaced in place
        byte[] input = new byte[block + name.length + seed.length];
        System.arraycopy(name, 0, input, block, name.length);
        System.arraycopy(seed, 0, input, block + name.length, seed.length);
        byte[] a = hash.hmac(secret, Arrays.copyOfRange(input, block, input.length));
        byte[] output = new byte[length];
        for (int at = 0; at < length; at += block) {
            System.arraycopy(a, 0, input, 0, block);
            byte[] part = hash.hmac(secret, input);
            System.arraycopy(part, 0, output, at, Math.min(block, length - at));
            Arrays.fill(part, (byte) 0);
            a = hash.hmac(secret, a);
        }
        Arrays.fill(a, (byte) 0);
        Arrays.fill(input, (byte) 0);
        return Secret.of(output);
    }
}
