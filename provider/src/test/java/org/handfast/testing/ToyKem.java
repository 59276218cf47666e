package org.handfast.testing;

import java.util.Optional;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.iana.NamedGroup;

/** A key exchange without any security that works for every group on every platform: both shares, xor'ed. */
public record ToyKem(NamedGroup group) implements Kem {
    private static final int LENGTH = 32;

    @Override
    public KemKey generate(Randomness randomness) {
        return new Key(group, randomness.bytes(LENGTH));
    }

    @Override
    public Encapsulation encapsulate(byte[] peerShare, Randomness randomness) {
        byte[] share = randomness.bytes(LENGTH);
        return new Encapsulation(share, xor(peerShare, share));
    }

    private static Secret xor(byte[] left, byte[] right) {
        byte[] both = left.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] ^= right[i];
        }
        return Secret.of(both);
    }

    /** Also its own classical half where it plays a hybrid. */
    private record Key(NamedGroup group, byte[] share) implements KemKey {
        @Override
        public Secret decapsulate(byte[] peerShare) {
            return xor(share, peerShare);
        }

        @Override
        public Optional<KemKey> classicalHalf() {
            return group.equals(NamedGroup.X25519MLKEM768)
                    ? Optional.of(new Key(NamedGroup.X25519, share))
                    : Optional.empty();
        }

        @Override
        public void close() {}
    }
}
