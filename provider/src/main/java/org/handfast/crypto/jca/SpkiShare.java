package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.handfast.failure.Reason;

/**
 * Raw keys of fixed length, which SubjectPublicKeyInfo wraps in a fixed prefix: X25519, X448 (RFC 8410 §4,
 * RFC 9846 §4.3.8.2) and ML-KEM (RFC 9935).
 *
 * @param algorithm JCA name of the key factory
 * @param provider resolved once
 * @param prefix SubjectPublicKeyInfo up to the raw key
 * @param length of the raw key in bytes
 */
record SpkiShare(String algorithm, Provider provider, byte[] prefix, int length) implements ShareFormat {
    static SpkiShare of(String algorithm, Provider provider, String prefix, int length) {
        return new SpkiShare(algorithm, provider, HexFormat.of().parseHex(prefix), length);
    }

    @Override
    public byte[] encode(PublicKey key) throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        if (encoded.length != prefix.length + length
                || !Arrays.equals(encoded, 0, prefix.length, prefix, 0, prefix.length)) {
            throw new GeneralSecurityException("unknown encoding of " + algorithm);
        }
        return Arrays.copyOfRange(encoded, prefix.length, encoded.length);
    }

    /** RFC 9846 §7.4.2: "MUST check whether the computed Diffie-Hellman shared secret is the all-zero value". */
    @Override
    public boolean refusesZeroSecret() {
        return true;
    }

    @Override
    public PublicKey decode(byte[] share) throws GeneralSecurityException {
        if (share.length != length) {
            throw Reason.BAD_KEY_SHARE.with("group", algorithm, "length", share.length);
        }
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + length);
        System.arraycopy(share, 0, encoded, prefix.length, length);
        return KeyFactory.getInstance(algorithm, provider).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
