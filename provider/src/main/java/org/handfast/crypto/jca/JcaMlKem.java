package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import javax.crypto.SecretKey;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.MlKemParameters;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;
import org.handfast.iana.NamedGroup;

/**
 * ML-KEM of the Java platform, since 24.
 *
 * @param parameters which one
 * @param provider resolved once
 * @param api the way to encapsulate
 * @param format of encapsulation keys
 */
record JcaMlKem(MlKemParameters parameters, Provider provider, KemApi api, SpkiShare format) implements Kem {
    /** SubjectPublicKeyInfo before the raw key (RFC 9935 §4). */
    private static final String PREFIX_768 = "308204b2300b0609608648016503040402038204a100";

    private static final String PREFIX_1024 = "30820632300b06096086480165030404030382062100";

    static JcaMlKem of(MlKemParameters parameters, PlatformProviders providers) throws GeneralSecurityException {
        Provider provider = providers.of("KEM", "ML-KEM")
                .orElseThrow(() -> new GeneralSecurityException("no provider for ML-KEM"));
        KeyPairGenerator.getInstance(parameters.algorithm(), provider);
        String prefix = parameters == MlKemParameters.ML_KEM_768 ? PREFIX_768 : PREFIX_1024;
        SpkiShare format = SpkiShare.of(parameters.algorithm(), provider, prefix, parameters.keyLength());
        return new JcaMlKem(parameters, provider, KemApi.mlKem(provider), format);
    }

    @Override
    public NamedGroup group() {
        return parameters.group();
    }

    @Override
    public KemKey generate(Randomness randomness) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(parameters.algorithm(), provider);
            // the strength is fixed by the name; the call is there to pass the source of randomness
            generator.initialize(-1, new RandomnessAsSecureRandom(randomness));
            KeyPair pair = generator.generateKeyPair();
            return new Key(this, pair.getPrivate(), format.encode(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "group", group());
        }
    }

    @Override
    public Encapsulation encapsulate(byte[] peerShare, Randomness randomness) {
        parameters.requireKey(peerShare);
        KemApi.Encapsulated made = api.encapsulate(decoded(peerShare), new RandomnessAsSecureRandom(randomness));
        return new Encapsulation(made.ciphertext(), secret(made.key()));
    }

    @Override
    public String toString() {
        return group().toString();
    }

    private PublicKey decoded(byte[] encapsulationKey) {
        try {
            return format.decode(encapsulationKey);
        } catch (GeneralSecurityException e) {
            throw Reason.BAD_KEY_SHARE.causedBy(e, "group", group());
        }
    }

    private static Secret secret(SecretKey key) {
        return Secret.of(key.getEncoded());
    }

    /** A decapsulation key. */
    private static final class Key implements KemKey {
        private final JcaMlKem kem;
        private final byte[] share;
        private PrivateKey privateKey;

        Key(JcaMlKem kem, PrivateKey privateKey, byte[] share) {
            this.kem = kem;
            this.privateKey = privateKey;
            this.share = share;
        }

        @Override
        public NamedGroup group() {
            return kem.group();
        }

        @Override
        public byte[] share() {
            return share.clone();
        }

        @Override
        public Secret decapsulate(byte[] peerShare) {
            if (privateKey == null) {
                throw new IllegalStateException("key already wiped");
            }
            kem.parameters.requireCiphertext(peerShare);
            return secret(kem.api.decapsulate(privateKey, peerShare));
        }

        @Override
        public void close() {
            PlatformKeys.drop(privateKey);
            privateKey = null;
        }
    }
}
