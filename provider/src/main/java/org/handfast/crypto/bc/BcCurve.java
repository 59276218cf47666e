package org.handfast.crypto.bc;

import java.math.BigInteger;
import java.security.interfaces.ECKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A curve in the library's own, faster arithmetic.
 *
 * @param domain its parameters
 */
record BcCurve(ECDomainParameters domain) {
    private static final int UNCOMPRESSED = 4;

    static BcCurve named(String name) {
        X9ECParameters parameters = CustomNamedCurves.getByName(name);
        return new BcCurve(new ECDomainParameters(parameters));
    }

    /** Length of a coordinate in bytes. */
    int coordinateLength() {
        return (domain.getCurve().getFieldSize() + 7) / 8;
    }

    /** The uncompressed form, which is the only one in TLS 1.3 (RFC 9846 §4.3.8.2). */
    byte[] encoded(ECPoint point) {
        return point.getEncoded(false);
    }

    /**
     * A point on the curve and not infinity.
     *
     * @throws IllegalArgumentException for anything else
     */
    ECPoint decoded(byte[] uncompressed) {
        if (uncompressed.length != 1 + 2 * coordinateLength() || uncompressed[0] != UNCOMPRESSED) {
            throw new IllegalArgumentException("not an uncompressed point");
        }
        return domain.validatePublicPoint(domain.getCurve().decodePoint(uncompressed));
    }

    /**
     * A point on the curve and not infinity.
     *
     * @throws IllegalArgumentException for anything else
     */
    ECPoint point(BigInteger x, BigInteger y) {
        return domain.validatePublicPoint(domain.getCurve().createPoint(x, y));
    }

    /** Whether the key lies on this very curve; no name is believed (security rule C-3). */
    boolean has(ECKey key) {
        ECParameterSpec other = key.getParams();
        return other != null
                && other.getCurve().getField() instanceof ECFieldFp field
                && field.getP().equals(domain.getCurve().getField().getCharacteristic())
                && other.getCurve().getA().equals(domain.getCurve().getA().toBigInteger())
                && other.getCurve().getB().equals(domain.getCurve().getB().toBigInteger())
                && other.getGenerator().getAffineX().equals(domain.getG().getAffineXCoord().toBigInteger())
                && other.getGenerator().getAffineY().equals(domain.getG().getAffineYCoord().toBigInteger())
                && other.getOrder().equals(domain.getN())
                && other.getCofactor() == 1;
    }
}
