package org.handfast.crypto.jca.legacy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.handfast.crypto.KeyTransport;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.crypto.jca.RandomnessAsSecureRandom;
import org.handfast.failure.Reason;

/**
 * RSAES-PKCS1-v1_5 around 48 bytes (RFC 5246 §7.4.7.1, RFC 8017 §7.2). A server decrypts without padding and looks at
 * the whole block itself, by masks: the platform's own check of the padding throws, which takes a time of its own.
 *
 * <p>Whatever is wrong, the result is the premaster secret drawn before: "treating incorrectly formatted message blocks
 * and/or mismatched version numbers in a manner indistinguishable from correctly formatted RSA blocks". The handshake
 * then dies at Finished. The bound: the platform's modular exponentiation and its conversion of the number into bytes
 * take the time they take; it blinds them.
 */
final class RsaKeyTransport implements KeyTransport {
    private static final String RAW = "RSA/ECB/NoPadding";
    private static final int LENGTH = 48;

    /** RFC 8017 §7.2.1: 00 02, eight bytes of padding or more, 00. */
    private static final int LEAST_AROUND = 11;

    private final RawDecryption raw;

    /** With the platform's RSA. */
    RsaKeyTransport() {
        this(RsaKeyTransport::decrypt);
    }

    /** With another; for tests. */
    RsaKeyTransport(RawDecryption raw) {
        this.raw = raw;
    }

    /** RSADP of RFC 8017 §5.1.2. */
    interface RawDecryption {
        /**
         * The block, which may lack leading zeros; anything where the ciphertext cannot be decrypted.
         *
         * @throws GeneralSecurityException where the key cannot be used
         */
        byte[] decrypt(PrivateKey key, byte[] block) throws GeneralSecurityException;
    }

    @Override
    public Sealed seal(PublicKey key, int version, Randomness randomness) {
        byte[] premaster = premaster(version, randomness);
        try {
            Cipher cipher = Platform.cipher("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new RandomnessAsSecureRandom(randomness));
            return new Sealed(Secret.of(premaster), cipher.doFinal(premaster));
        } catch (GeneralSecurityException e) {
            Arrays.fill(premaster, (byte) 0);
            throw Reason.KEY_TRANSPORT_FAILED.causedBy(e, "key", key.getAlgorithm());
        }
    }

    @Override
    public Secret open(PrivateKey key, PublicKey certified, byte[] received, int version, Randomness randomness) {
        BigInteger modulus = modulus(certified);
        byte[] otherwise = premaster(version, randomness);
        byte[] block = block(key, ciphertext(received, modulus), length(modulus));
        try {
            return Secret.of(chosen(block, version, otherwise));
        } finally {
            Arrays.fill(block, (byte) 0);
            Arrays.fill(otherwise, (byte) 0);
        }
    }

    /** {@code struct { ProtocolVersion client_version; opaque random[46]; } PreMasterSecret;}. */
    private static byte[] premaster(int version, Randomness randomness) {
        byte[] premaster = randomness.bytes(LENGTH);
        premaster[0] = (byte) (version >>> 8);
        premaster[1] = (byte) version;
        return premaster;
    }

    private static BigInteger modulus(PublicKey certified) {
        if (!(certified instanceof RSAPublicKey rsa) || length(rsa.getModulus()) < LENGTH + LEAST_AROUND) {
            throw Reason.KEY_TRANSPORT_FAILED.with("key", certified.getAlgorithm());
        }
        return rsa.getModulus();
    }

    private static int length(BigInteger modulus) {
        return (modulus.bitLength() + 7) / 8;
    }

    /** What cannot be decrypted at all, which everybody can see, gives way to something that can: zero. */
    private static byte[] ciphertext(byte[] received, BigInteger modulus) {
        int length = length(modulus);
        boolean possible = received.length == length && new BigInteger(1, received).compareTo(modulus) < 0;
        return possible ? received : new byte[length];
    }

    private byte[] block(PrivateKey key, byte[] ciphertext, int length) {
        byte[] block = new byte[length];
        try {
            byte[] number = raw.decrypt(key, ciphertext);
            int from = Math.max(0, number.length - length);
            System.arraycopy(number, from, block, length - number.length + from, number.length - from);
            Arrays.fill(number, (byte) 0);
        } catch (GeneralSecurityException e) {
            // the key could not be taken, whatever the ciphertext
            throw Reason.KEY_TRANSPORT_FAILED.causedBy(e, "key", key.getAlgorithm());
        }
        return block;
    }

    /**
     * What the block holds, if it is 00 02, non-zero bytes, 00, and a premaster secret of this version; else the other.
     */
    private static byte[] chosen(byte[] block, int version, byte[] otherwise) {
        int start = block.length - LENGTH;
        int good = Masks.same(block[0] & 0xFF, 0) & Masks.same(block[1] & 0xFF, 2);
        for (int i = 2; i < start - 1; i++) {
            good &= ~Masks.same(block[i] & 0xFF, 0);
        }
        good &= Masks.same(block[start - 1] & 0xFF, 0);
        good &= Masks.same(block[start] & 0xFF, version >>> 8) & Masks.same(block[start + 1] & 0xFF, version & 0xFF);
        byte[] premaster = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            premaster[i] = (byte) Masks.choose(good, block[start + i], otherwise[i]);
        }
        return premaster;
    }

    /** What the operation itself throws could tell of the ciphertext: it counts as a block that is wrong. */
    private static byte[] decrypt(PrivateKey key, byte[] block) throws GeneralSecurityException {
        Cipher cipher = prepared(key);
        try {
            return cipher.doFinal(block);
        } catch (GeneralSecurityException | RuntimeException e) {
            return new byte[0];
        }
    }

    /** Opaque keys, and keys the platform does not know: Cipher finds the provider when it sees the key. */
    private static Cipher prepared(PrivateKey key) throws GeneralSecurityException {
        if (key.getEncoded() != null) {
            try {
                return decrypting(Platform.cipher(RAW), key);
            } catch (InvalidKeyException e) {
                // a foreign key class after all
            }
        }
        return decrypting(Cipher.getInstance(RAW), key);
    }

    private static Cipher decrypting(Cipher cipher, PrivateKey key) throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, key);
        return cipher;
    }
}
