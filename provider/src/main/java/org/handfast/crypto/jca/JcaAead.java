package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;

/**
 * AES-GCM and ChaCha20-Poly1305 over {@link Cipher}.
 *
 * @param name for people
 * @param keyLength in bytes
 * @param recordLimit records per key
 * @param transformation JCA name
 * @param keyAlgorithm JCA name of the key
 * @param provider resolved once
 * @param parameters makes parameters of a nonce
 */
record JcaAead(
        String name,
        int keyLength,
        long recordLimit,
        String transformation,
        String keyAlgorithm,
        Provider provider,
        Function<byte[], AlgorithmParameterSpec> parameters)
        implements Aead {
    private static final int TAG_BITS = 128;

    /** RFC 9846 §5.5 allows 2^24.5 full-size records; this is the hard stop, a KeyUpdate comes well before. */
    private static final long GCM_RECORDS = 1L << 24;

    /** RFC 9846 §5.5: the sequence number would wrap first; kept far below for uniformity. */
    private static final long CHACHA20_RECORDS = 1L << 48;

    /** AES-GCM with a key of this many bytes. */
    static JcaAead aesGcm(int keyLength, PlatformProviders providers) throws GeneralSecurityException {
        return new JcaAead("AES-" + keyLength * 8 + "-GCM", keyLength, GCM_RECORDS, "AES/GCM/NoPadding", "AES",
                provider(providers, "AES/GCM/NoPadding"), nonce -> new GCMParameterSpec(TAG_BITS, nonce));
    }

    /** ChaCha20-Poly1305. */
    static JcaAead chacha20(PlatformProviders providers) throws GeneralSecurityException {
        return new JcaAead("ChaCha20-Poly1305", 32, CHACHA20_RECORDS, "ChaCha20-Poly1305", "ChaCha20",
                provider(providers, "ChaCha20-Poly1305"), IvParameterSpec::new);
    }

    @Override
    public int nonceLength() {
        return 12;
    }

    @Override
    public int tagLength() {
        return TAG_BITS / 8;
    }

    @Override
    public AeadKey sealing(Secret key) {
        return new JcaAeadKey(this, key, Cipher.ENCRYPT_MODE);
    }

    @Override
    public AeadKey opening(Secret key) {
        return new JcaAeadKey(this, key, Cipher.DECRYPT_MODE);
    }

    @Override
    public String toString() {
        return name;
    }

    Cipher cipher() {
        try {
            return Cipher.getInstance(transformation, provider);
        } catch (GeneralSecurityException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "aead", name);
        }
    }

    private static Provider provider(PlatformProviders providers, String transformation)
            throws GeneralSecurityException {
        for (String service : new String[] {transformation, transformation.split("/")[0]}) {
            var found = providers.of("Cipher", service);
            if (found.isPresent()) {
                Cipher.getInstance(transformation, found.get());
                return found.get();
            }
        }
        throw new GeneralSecurityException("no provider for " + transformation);
    }
}
