package org.handfast.crypto.jca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.handfast.failure.Reason;
import org.handfast.iana.NamedGroup;

/**
 * The safe-prime groups of RFC 7919, generator 2.
 *
 * @param group on the wire
 * @param prime p
 * @param exponentBits length of private exponents
 * @param provider of DH keys, resolved once
 */
record FiniteField(NamedGroup group, BigInteger prime, int exponentBits, Provider provider) implements ShareFormat {
    /** Names of the rows of RFC 7919 appendix A: size, the X of the formula, and the exponent size of §5.2. */
    enum Size {
        FFDHE2048(NamedGroup.FFDHE2048, 2048, 560316, 225),
        FFDHE3072(NamedGroup.FFDHE3072, 3072, 2625351, 275),
        FFDHE4096(NamedGroup.FFDHE4096, 4096, 5736041, 325),
        FFDHE6144(NamedGroup.FFDHE6144, 6144, 15705020, 375),
        FFDHE8192(NamedGroup.FFDHE8192, 8192, 10965728, 400);

        private final NamedGroup group;
        private final int bits;
        private final int x;
        private final int exponentBits;

        Size(NamedGroup group, int bits, int x, int exponentBits) {
            this.group = group;
            this.bits = bits;
            this.x = x;
            this.exponentBits = exponentBits;
        }

        NamedGroup group() {
            return group;
        }

        /** The group, its prime computed. */
        FiniteField with(Provider provider) {
            return new FiniteField(group, prime(bits, x), exponentBits, provider);
        }
    }

    DHParameterSpec parameters() {
        return new DHParameterSpec(prime, BigInteger.TWO, exponentBits);
    }

    int length() {
        return prime.bitLength() / 8;
    }

    /** RFC 9846 §4.3.8.1: Y "padded to the left with zeros to the size of p in bytes". */
    @Override
    public byte[] encode(PublicKey key) {
        byte[] share = new byte[length()];
        FixedLength.write(((DHPublicKey) key).getY(), share, 0, share.length);
        return share;
    }

    /** RFC 9846 §4.3.8.1: peers MUST check "1 &lt; Y &lt; p-1"; in a safe-prime group that is all. */
    @Override
    public PublicKey decode(byte[] share) throws GeneralSecurityException {
        if (share.length != length()) {
            throw Reason.BAD_KEY_SHARE.with("group", group, "length", share.length);
        }
        BigInteger y = new BigInteger(1, share);
        if (y.compareTo(BigInteger.ONE) <= 0 || y.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
            throw Reason.BAD_KEY_SHARE.with("group", group, "value", "out of range");
        }
        return KeyFactory.getInstance("DH", provider)
                .generatePublic(new DHPublicKeySpec(y, prime, BigInteger.TWO));
    }

    /** RFC 7919 appendix A: p = 2^b - 2^(b-64) + (floor(2^(b-130) * e) + X) * 2^64 - 1. */
    private static BigInteger prime(int bits, int x) {
        BigInteger middle = eulerTimesTwoTo(bits - 130).add(BigInteger.valueOf(x)).shiftLeft(64);
        return BigInteger.ONE.shiftLeft(bits)
                .subtract(BigInteger.ONE.shiftLeft(bits - 64))
                .add(middle)
                .subtract(BigInteger.ONE);
    }

    /** floor(2^shift * e) from e = 1/0! + 1/1! + 1/2! + ..., with guard bits for the rounding of the terms. */
    private static BigInteger eulerTimesTwoTo(int shift) {
        int guard = 64;
        BigInteger term = BigInteger.ONE.shiftLeft(shift + guard);
        BigInteger sum = BigInteger.ZERO;
        for (int k = 1; term.signum() > 0; k++) {
            sum = sum.add(term);
            term = term.divide(BigInteger.valueOf(k));
        }
        return sum.shiftRight(guard);
    }
}
