package org.handfast.crypto.bc;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;
import org.handfast.iana.NamedGroup;

/** X25519 (RFC 7748, RFC 9846 §4.3.8.2). Immutable and thread-safe. */
final class BcX25519 implements Kem {
    private static final int LENGTH = X25519.POINT_SIZE;

    @Override
    public NamedGroup group() {
        return NamedGroup.X25519;
    }

    @Override
    public KemKey generate(Randomness randomness) {
        return new Key(Secret.of(randomness.bytes(X25519.SCALAR_SIZE)));
    }

    @Override
    public Encapsulation encapsulate(byte[] peerShare, Randomness randomness) {
        try (KemKey own = generate(randomness)) {
            return new Encapsulation(own.share(), own.decapsulate(peerShare));
        }
    }

    @Override
    public String toString() {
        return group().toString();
    }

    /** An ephemeral scalar; clamped where it is used. */
    private record Key(Secret scalar) implements KemKey {
        @Override
        public NamedGroup group() {
            return NamedGroup.X25519;
        }

        @Override
        public byte[] share() {
            byte[] share = new byte[LENGTH];
            X25519.generatePublicKey(scalar.bytes(), 0, share, 0);
            return share;
        }

        /** RFC 9846 §7.4.2: "MUST check whether the computed Diffie-Hellman shared secret is the all-zero value". */
        @Override
        public Secret decapsulate(byte[] peerShare) {
            if (peerShare.length != LENGTH) {
                throw Reason.BAD_KEY_SHARE.with("group", group(), "length", peerShare.length);
            }
            byte[] shared = new byte[LENGTH];
            if (!X25519.calculateAgreement(scalar.bytes(), 0, peerShare, 0, shared, 0)) {
                Arrays.fill(shared, (byte) 0);
                throw Reason.ZERO_SHARED_SECRET.with("group", group());
            }
            return Secret.of(shared);
        }

        @Override
        public void close() {
            scalar.close();
        }
    }
}
