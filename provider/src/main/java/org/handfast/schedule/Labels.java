package org.handfast.schedule;

import java.nio.charset.StandardCharsets;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Secret;

/** HKDF-Expand-Label and Derive-Secret (RFC 9846 §7.1). Stateless and thread-safe. */
final class Labels {
    private static final byte[] NOTHING = new byte[0];
    private static final String PREFIX = "tls13 ";
    private static final int LONGEST = 255;

    private Labels() {}

    /** Derive-Secret(Secret, Label, Messages), from the hash of the messages. */
    static Secret derive(Hash hash, Secret secret, String label, byte[] transcriptHash) {
        return expand(hash, secret, label, transcriptHash, hash.length());
    }

    /** Derive-Secret(Secret, Label, ""). */
    static Secret deriveFromNothing(Hash hash, Secret secret, String label) {
        return derive(hash, secret, label, hash.digest(NOTHING));
    }

    /** HKDF-Expand-Label(Secret, Label, "", Length). */
    static Secret expand(Hash hash, Secret secret, String label, int length) {
        return expand(hash, secret, label, NOTHING, length);
    }

    /**
     * HKDF-Expand-Label(Secret, Label, Context, Length).
     *
     * <pre>
     * struct { uint16 length; opaque label&lt;7..255&gt; = "tls13 " + Label; opaque context&lt;0..255&gt;; } HkdfLabel;
     * </pre>
     */
    static Secret expand(Hash hash, Secret secret, String label, byte[] context, int length) {
        byte[] name = (PREFIX + label).getBytes(StandardCharsets.US_ASCII);
        if (name.length > LONGEST || context.length > LONGEST || length < 1 || length > LONGEST * hash.length()) {
            throw new IllegalArgumentException("label of " + label.length() + ", context of " + context.length
                    + ", " + length + " bytes wanted");
        }
        byte[] info = new byte[4 + name.length + context.length];
        info[0] = (byte) (length >>> 8);
        info[1] = (byte) length;
        info[2] = (byte) name.length;
        System.arraycopy(name, 0, info, 3, name.length);
        info[3 + name.length] = (byte) context.length;
        System.arraycopy(context, 0, info, 4 + name.length, context.length);
        return hash.expand(secret, info, length);
    }
}
