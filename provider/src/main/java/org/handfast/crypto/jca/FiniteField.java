package org.handfast.crypto.jca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.handfast.crypto.FfdheParameters;
import org.handfast.failure.Reason;

/**
 * Shares of the groups of RFC 7919.
 *
 * @param field the group
 * @param provider of DH keys, resolved once
 */
record FiniteField(FfdheParameters field, Provider provider) implements ShareFormat {
    DHParameterSpec parameters() {
        return new DHParameterSpec(field.prime(), field.generator(), field.exponentBits());
    }

    /** RFC 9846 §4.3.8.1: Y "padded to the left with zeros to the size of p in bytes". */
    @Override
    public byte[] encode(PublicKey key) {
        byte[] share = new byte[field.length()];
        FixedLength.write(((DHPublicKey) key).getY(), share, 0, share.length);
        return share;
    }

    /**
     * RFC 9846 §4.3.8.1 and RFC 7919 §5.1: peers MUST check "1 &lt; Y &lt; p-1"; in a safe-prime group that is all.
     */
    @Override
    public PublicKey decode(byte[] share) throws GeneralSecurityException {
        if (share.length != field.length()) {
            throw Reason.BAD_KEY_SHARE.with("group", field.group(), "length", share.length);
        }
        BigInteger y = new BigInteger(1, share);
        if (y.compareTo(BigInteger.ONE) <= 0 || y.compareTo(field.prime().subtract(BigInteger.ONE)) >= 0) {
            throw Reason.BAD_KEY_SHARE.with("group", field.group(), "value", "out of range");
        }
        return KeyFactory.getInstance("DH", provider)
                .generatePublic(new DHPublicKeySpec(y, field.prime(), field.generator()));
    }
}
