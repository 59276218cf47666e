package org.handfast.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.handfast.failure.Reason;
import org.handfast.iana.NamedGroup;

/** The safe-prime groups of RFC 7919 appendix A, the only finite fields used here, in TLS 1.2 too. */
public enum FfdheParameters {
    FFDHE2048(NamedGroup.FFDHE2048, 2048, 560316, 225),
    FFDHE3072(NamedGroup.FFDHE3072, 3072, 2625351, 275),
    FFDHE4096(NamedGroup.FFDHE4096, 4096, 5736041, 325),
    FFDHE6144(NamedGroup.FFDHE6144, 6144, 15705020, 375),
    FFDHE8192(NamedGroup.FFDHE8192, 8192, 10965728, 400);

    private final NamedGroup group;
    private final BigInteger prime;
    private final int exponentBits;

    /** A row of the appendix: size, the X of the formula, and the exponent size of §5.2. */
    FfdheParameters(NamedGroup group, int bits, int x, int exponentBits) {
        this.group = group;
        this.prime = prime(bits, x);
        this.exponentBits = exponentBits;
    }

    /** The parameters of a group; empty for curves and other groups. */
    public static Optional<FfdheParameters> of(NamedGroup group) {
        return Stream.of(values()).filter(p -> p.group.equals(group)).findFirst();
    }

    /**
     * The group with this modulus and generator, as a TLS 1.2 server sends them in ServerDHParams (RFC 5246 §7.4.3);
     * empty for groups of the server's own making. The client looks for them among those it offered (RFC 7919 §3).
     *
     * @param p dh_p, unsigned and big-endian; leading zeros do not matter
     * @param g dh_g, likewise
     */
    public static Optional<FfdheParameters> matching(byte[] p, byte[] g) {
        BigInteger modulus = new BigInteger(1, p);
        return new BigInteger(1, g).equals(BigInteger.TWO)
                ? Stream.of(values()).filter(row -> row.prime.equals(modulus)).findFirst()
                : Optional.empty();
    }

    /** The group on the wire. */
    public NamedGroup group() {
        return group;
    }

    /** p. */
    public BigInteger prime() {
        return prime;
    }

    /** g, which is 2. */
    public BigInteger generator() {
        return BigInteger.TWO;
    }

    /** Bits of a private exponent (RFC 7919 §5.2). */
    public int exponentBits() {
        return exponentBits;
    }

    /** Bytes of p, and so of a padded share. */
    public int length() {
        return prime.bitLength() / 8;
    }

    /** dh_p for ServerDHParams: unsigned and big-endian, {@link #length()} bytes. */
    public byte[] modulusBytes() {
        byte[] signed = prime.toByteArray();
        return Arrays.copyOfRange(signed, signed.length - length(), signed.length);
    }

    /** dh_g for ServerDHParams: one byte. */
    public byte[] generatorBytes() {
        return new byte[] {2};
    }

    /**
     * dh_Ys or dh_Yc of TLS 1.2, an unsigned number of any length, as {@link Kem} and {@link KemKey} take it: padded
     * to the length of p. Its range is checked there (RFC 7919 §5.1).
     *
     * @throws org.handfast.failure.TlsFailure BAD_KEY_SHARE where it is longer than p, leading zeros aside
     */
    public byte[] padded(byte[] y) {
        int zeros = 0;
        while (zeros < y.length && y[zeros] == 0) {
            zeros++;
        }
        int count = y.length - zeros;
        if (count > length()) {
            throw Reason.BAD_KEY_SHARE.with("group", group, "length", count);
        }
        byte[] share = new byte[length()];
        System.arraycopy(y, zeros, share, share.length - count, count);
        return share;
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
