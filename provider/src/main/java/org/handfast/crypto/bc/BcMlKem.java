package org.handfast.crypto.bc;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.MlKemParameters;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.crypto.jca.RandomnessAsSecureRandom;
import org.handfast.failure.Reason;
import org.handfast.iana.NamedGroup;

/**
 * ML-KEM (FIPS 203).
 *
 * @param parameters which one
 */
record BcMlKem(MlKemParameters parameters) implements Kem {
    @Override
    public NamedGroup group() {
        return parameters.group();
    }

    @Override
    public KemKey generate(Randomness randomness) {
        MLKEMKeyPairGenerator generator = new MLKEMKeyPairGenerator();
        generator.init(new MLKEMKeyGenerationParameters(new RandomnessAsSecureRandom(randomness), theirs()));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return new Key(
                parameters,
                (MLKEMPrivateKeyParameters) pair.getPrivate(),
                ((MLKEMPublicKeyParameters) pair.getPublic()).getEncoded());
    }

    @Override
    public Encapsulation encapsulate(byte[] peerShare, Randomness randomness) {
        parameters.requireKey(peerShare);
        try {
            SecretWithEncapsulation made = new MLKEMGenerator(new RandomnessAsSecureRandom(randomness))
                    .generateEncapsulated(new MLKEMPublicKeyParameters(theirs(), peerShare));
            return new Encapsulation(made.getEncapsulation(), Secret.of(made.getSecret()));
        } catch (IllegalArgumentException e) {
            throw Reason.BAD_KEY_SHARE.causedBy(e, "group", group());
        }
    }

    @Override
    public String toString() {
        return group().toString();
    }

    private MLKEMParameters theirs() {
        return parameters == MlKemParameters.ML_KEM_768 ? MLKEMParameters.ml_kem_768 : MLKEMParameters.ml_kem_1024;
    }

    /** A decapsulation key. */
    private static final class Key implements KemKey {
        private final MlKemParameters parameters;
        private final byte[] share;
        private MLKEMPrivateKeyParameters privateKey;

        Key(MlKemParameters parameters, MLKEMPrivateKeyParameters privateKey, byte[] share) {
            this.parameters = parameters;
            this.privateKey = privateKey;
            this.share = share;
        }

        @Override
        public NamedGroup group() {
            return parameters.group();
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
            parameters.requireCiphertext(peerShare);
            return Secret.of(new MLKEMExtractor(privateKey).extractSecret(peerShare));
        }

        /** The library cannot wipe keys before 1.87, so that is not relied on: dropping always. */
        @Override
        public void close() {
            privateKey = null;
        }
    }
}
