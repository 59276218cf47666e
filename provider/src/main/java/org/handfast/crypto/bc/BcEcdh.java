package org.handfast.crypto.bc;

import java.math.BigInteger;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.crypto.jca.RandomnessAsSecureRandom;
import org.handfast.failure.Reason;
import org.handfast.iana.NamedGroup;

/**
 * ECDH on a NIST curve (RFC 9846 §4.3.8.2, §7.4.2).
 *
 * @param group on the wire
 * @param curve its arithmetic
 */
record BcEcdh(NamedGroup group, BcCurve curve) implements Kem {
    @Override
    public KemKey generate(Randomness randomness) {
        return key(randomness);
    }

    @Override
    public Encapsulation encapsulate(byte[] peerShare, Randomness randomness) {
        ECPoint peer = decoded(peerShare);
        try (Key own = key(randomness)) {
            return new Encapsulation(own.share(), own.agree(peer));
        }
    }

    @Override
    public String toString() {
        return group.toString();
    }

    private Key key(Randomness randomness) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(curve.domain(), new RandomnessAsSecureRandom(randomness)));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        ECPublicKeyParameters publicKey = (ECPublicKeyParameters) pair.getPublic();
        return new Key(this, ((ECPrivateKeyParameters) pair.getPrivate()).getD(), curve.encoded(publicKey.getQ()));
    }

    private ECPoint decoded(byte[] peerShare) {
        try {
            return curve.decoded(peerShare);
        } catch (IllegalArgumentException e) {
            throw Reason.BAD_KEY_SHARE.causedBy(e, "group", group);
        }
    }

    /** An ephemeral key. The number cannot be wiped; dropping it is all there is. */
    private static final class Key implements KemKey {
        private final BcEcdh kem;
        private final byte[] share;
        private BigInteger scalar;

        Key(BcEcdh kem, BigInteger scalar, byte[] share) {
            this.kem = kem;
            this.scalar = scalar;
            this.share = share;
        }

        @Override
        public NamedGroup group() {
            return kem.group;
        }

        @Override
        public byte[] share() {
            return share.clone();
        }

        @Override
        public Secret decapsulate(byte[] peerShare) {
            return agree(kem.decoded(peerShare));
        }

        @Override
        public void close() {
            scalar = null;
        }

        /**
         * The x coordinate, as long as the field is, leading zeros kept (RFC 9846 §7.4.2). The library's usual way
         * to multiply looks up tables by digits of the secret number; this one reads the whole table each time.
         */
        Secret agree(ECPoint peer) {
            if (scalar == null) {
                throw new IllegalStateException("key already wiped");
            }
            ECPoint shared = new FixedPointCombMultiplier().multiply(peer, scalar).normalize();
            if (shared.isInfinity()) {
                throw Reason.ZERO_SHARED_SECRET.with("group", kem.group);
            }
            return Secret.of(shared.getAffineXCoord().getEncoded());
        }
    }
}
