package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Mac;
import org.handfast.crypto.Hash;
import org.handfast.crypto.RunningHash;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;

/**
 * SHA-256 and SHA-384 with HMAC and HKDF. Every use clones a prototype that is never touched: no look-up by name
 * and no pool. Immutable and thread-safe.
 */
public final class JcaHash implements Hash {
    private final MessageDigest digest;
    private final Mac mac;

    /**
     * @param name JCA name of the hash, such as {@code SHA-256}
     * @param macName JCA name of its HMAC, such as {@code HmacSHA256}
     */
    JcaHash(String name, String macName, PlatformProviders providers) throws GeneralSecurityException {
        Provider hashing = providers.of("MessageDigest", name).orElseThrow(() -> missing(name));
        Provider keyed = providers.of("Mac", macName).orElseThrow(() -> missing(macName));
        digest = MessageDigest.getInstance(name, hashing);
        mac = Mac.getInstance(macName, keyed);
    }

    /**
     * SHA-256 of the platform, for suites of other sources.
     *
     * @throws org.handfast.failure.TlsFailure ALGORITHM_UNAVAILABLE
     */
    public static Hash sha256() {
        try {
            return new JcaHash("SHA-256", "HmacSHA256", PlatformProviders.registered());
        } catch (GeneralSecurityException e) {
            throw Reason.ALGORITHM_UNAVAILABLE.causedBy(e, "name", "SHA-256");
        }
    }

    @Override
    public String name() {
        return digest.getAlgorithm();
    }

    @Override
    public int length() {
        return digest.getDigestLength();
    }

    @Override
    public RunningHash start() {
        return new Running(fresh());
    }

    @Override
    public byte[] digest(byte[] input) {
        return fresh().digest(input);
    }

    @Override
    public byte[] hmac(Secret key, byte[] input) {
        return keyed(key).doFinal(input);
    }

    /** RFC 5869 §2.2. */
    @Override
    public Secret extract(Secret salt, Secret inputKeyingMaterial) {
        return Secret.of(keyed(salt).doFinal(inputKeyingMaterial.bytes()));
    }

    /** RFC 5869 §2.3: T(i) = HMAC(PRK, T(i-1) | info | i). */
    @Override
    public Secret expand(Secret pseudorandomKey, byte[] info, int length) {
        int block = length();
        if (length < 0 || length > 255 * block) {
            throw new IllegalArgumentException(length + " bytes wanted");
        }
        Mac hmac = keyed(pseudorandomKey);
        byte[] output = new byte[length];
        for (int i = 1, at = 0; at < length; i++, at += block) {
            if (i > 1) {
                hmac.update(output, at - block, block);
            }
            hmac.update(info);
            hmac.update((byte) i);
            byte[] t = hmac.doFinal();
            System.arraycopy(t, 0, output, at, Math.min(block, length - at));
            Arrays.fill(t, (byte) 0);
        }
        return Secret.of(output);
    }

    @Override
    public String toString() {
        return name();
    }

    private Mac keyed(Secret secret) {
        WipeableKey key = new WipeableKey("HMAC", secret);
        try {
            Mac fresh = (Mac) mac.clone();
            fresh.init(key);
            return fresh;
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "hmac", mac.getAlgorithm());
        } finally {
            key.destroy();
        }
    }

    private MessageDigest fresh() {
        return copy(digest);
    }

    private static MessageDigest copy(MessageDigest original) {
        try {
            return (MessageDigest) original.clone();
        } catch (CloneNotSupportedException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "hash", original.getAlgorithm());
        }
    }

    private static GeneralSecurityException missing(String algorithm) {
        return new GeneralSecurityException("no provider for " + algorithm);
    }

    /** A running hash; {@link #current()} finishes a copy. */
    private record Running(MessageDigest state) implements RunningHash {
        @Override
        public void update(byte[] source, int offset, int length) {
            state.update(source, offset, length);
        }

        @Override
        public byte[] current() {
            return copy(state).digest();
        }

        @Override
        public byte[] currentWith(byte[] source, int offset, int length) {
            MessageDigest branch = copy(state);
            branch.update(source, offset, length);
            return branch.digest();
        }
    }
}
