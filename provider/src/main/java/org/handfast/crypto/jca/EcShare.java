package org.handfast.crypto.jca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import org.handfast.failure.Reason;

/**
 * Uncompressed points (RFC 9846 §4.3.8.2).
 *
 * @param curve the group's parameters
 * @param provider of EC keys, resolved once
 */
record EcShare(ECParameterSpec curve, Provider provider) implements ShareFormat {
    private static final int UNCOMPRESSED = 4;
    private static final BigInteger THREE = BigInteger.valueOf(3);

    @Override
    public byte[] encode(PublicKey key) {
        ECPoint point = ((ECPublicKey) key).getW();
        byte[] share = new byte[1 + 2 * coordinateLength()];
        share[0] = UNCOMPRESSED;
        FixedLength.write(point.getAffineX(), share, 1, coordinateLength());
        FixedLength.write(point.getAffineY(), share, 1 + coordinateLength(), coordinateLength());
        return share;
    }

    @Override
    public PublicKey decode(byte[] share) throws GeneralSecurityException {
        int length = coordinateLength();
        if (share.length != 1 + 2 * length || share[0] != UNCOMPRESSED) {
            throw Reason.BAD_KEY_SHARE.with("length", share.length);
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(share, 1, 1 + length));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(share, 1 + length, share.length));
        if (!isOnCurve(x, y)) {
            throw Reason.BAD_KEY_SHARE.with("point", "not on the curve");
        }
        return KeyFactory.getInstance("EC", provider)
                .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
    }

    int coordinateLength() {
        return (curve.getCurve().getField().getFieldSize() + 7) / 8;
    }

    /**
     * RFC 9846 §4.3.8.2: "peers MUST validate each other's public value Q by ensuring that the point is a valid
     * point on the elliptic curve". The curves have cofactor 1; infinity has no uncompressed form.
     */
    private boolean isOnCurve(BigInteger x, BigInteger y) {
        EllipticCurve equation = curve.getCurve();
        BigInteger p = ((ECFieldFp) equation.getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.modPow(THREE, p).add(equation.getA().multiply(x)).add(equation.getB()).mod(p);
        return y.multiply(y).mod(p).equals(right);
    }
}
