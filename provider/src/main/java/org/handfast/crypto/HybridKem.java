package org.handfast.crypto;

import java.util.Arrays;
import java.util.Optional;
import org.handfast.failure.Reason;
import org.handfast.iana.NamedGroup;

/**
 * ML-KEM beside a classical group, shares and secrets concatenated in one order (RFC 10024). Broken only when
 * both are. Immutable and thread-safe.
 */
public final class HybridKem implements Kem {
    private final NamedGroup group;
    private final Part first;
    private final Part second;
    private final Kem classical;

    private HybridKem(NamedGroup group, Part first, Part second, Kem classical) {
        this.group = group;
        this.first = first;
        this.second = second;
        this.classical = classical;
    }

    /** X25519MLKEM768: ML-KEM comes first, against its name (RFC 10024). */
    public static HybridKem x25519MlKem768(Kem mlKem768, Kem x25519) {
        return new HybridKem(NamedGroup.X25519MLKEM768,
                Part.of(MlKemParameters.ML_KEM_768, mlKem768), new Part(x25519, 32, 32), x25519);
    }

    /** SecP256r1MLKEM768: the curve comes first. */
    public static HybridKem secP256r1MlKem768(Kem secp256r1, Kem mlKem768) {
        return new HybridKem(NamedGroup.SECP256R1MLKEM768,
                new Part(secp256r1, 65, 65), Part.of(MlKemParameters.ML_KEM_768, mlKem768), secp256r1);
    }

    /** SecP384r1MLKEM1024: the curve comes first. */
    public static HybridKem secP384r1MlKem1024(Kem secp384r1, Kem mlKem1024) {
        return new HybridKem(NamedGroup.SECP384R1MLKEM1024,
                new Part(secp384r1, 97, 97), Part.of(MlKemParameters.ML_KEM_1024, mlKem1024), secp384r1);
    }

    @Override
    public NamedGroup group() {
        return group;
    }

    @Override
    public KemKey generate(Randomness randomness) {
        return new Key(first.kem.generate(randomness), second.kem.generate(randomness));
    }

    @Override
    public Encapsulation encapsulate(byte[] peerShare, Randomness randomness) {
        requireLength(peerShare, first.initiatorLength + second.initiatorLength);
        Encapsulation one = first.kem.encapsulate(Arrays.copyOf(peerShare, first.initiatorLength), randomness);
        try (Secret secretOne = one.secret()) {
            Encapsulation two = second.kem.encapsulate(
                    Arrays.copyOfRange(peerShare, first.initiatorLength, peerShare.length), randomness);
            try (Secret secretTwo = two.secret()) {
                return new Encapsulation(joined(one.share(), two.share()), joined(secretOne, secretTwo));
            }
        }
    }

    @Override
    public String toString() {
        return group.toString();
    }

    private void requireLength(byte[] share, int length) {
        if (share.length != length) {
            throw Reason.BAD_KEY_SHARE.with("group", group, "length", share.length);
        }
    }

    private static Secret joined(Secret one, Secret two) {
        return Secret.of(joined(one.bytes(), two.bytes()));
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    /**
     * One half.
     *
     * @param kem what it is
     * @param initiatorLength of the ClientHello's share in bytes
     * @param responderLength of the ServerHello's share in bytes
     */
    private record Part(Kem kem, int initiatorLength, int responderLength) {
        static Part of(MlKemParameters parameters, Kem kem) {
            return new Part(kem, parameters.keyLength(), parameters.ciphertextLength());
        }
    }

    /** Both keys; owns both. */
    private final class Key implements KemKey {
        private final KemKey one;
        private final KemKey two;

        Key(KemKey one, KemKey two) {
            this.one = one;
            this.two = two;
        }

        @Override
        public NamedGroup group() {
            return group;
        }

        @Override
        public byte[] share() {
            return joined(one.share(), two.share());
        }

        @Override
        public Secret decapsulate(byte[] peerShare) {
            requireLength(peerShare, first.responderLength + second.responderLength);
            try (Secret secretOne = one.decapsulate(Arrays.copyOf(peerShare, first.responderLength));
                    Secret secretTwo = two.decapsulate(
                            Arrays.copyOfRange(peerShare, first.responderLength, peerShare.length))) {
                return joined(secretOne, secretTwo);
            }
        }

        @Override
        public Optional<KemKey> classicalHalf() {
            return Optional.of(new Half(first.kem == classical ? one : two));
        }

        @Override
        public void close() {
            one.close();
            two.close();
        }
    }

    /** The classical key, lent by the hybrid: closing it leaves the key to its owner. */
    private record Half(KemKey key) implements KemKey {
        @Override
        public NamedGroup group() {
            return key.group();
        }

        @Override
        public byte[] share() {
            return key.share();
        }

        @Override
        public Secret decapsulate(byte[] peerShare) {
            return key.decapsulate(peerShare);
        }

        @Override
        public void close() {
            // the hybrid wipes it
        }
    }
}
