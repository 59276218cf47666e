package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;
import org.handfast.iana.NamedGroup;

/**
 * Diffie-Hellman of any kind over {@link KeyAgreement}.
 *
 * @param group on the wire
 * @param names JCA names
 * @param parameters of the key generator
 * @param format of shares
 * @param secretLength of the shared secret in bytes, leading zeros kept
 */
record JcaAgreementKem(
        NamedGroup group, Names names, AlgorithmParameterSpec parameters, ShareFormat format, int secretLength)
        implements Kem {
    /**
     * JCA names and the providers found for them.
     *
     * @param keys of the key generator
     * @param keysFrom its provider
     * @param agreement of the key agreement
     * @param agreementFrom its provider
     */
    record Names(String keys, Provider keysFrom, String agreement, Provider agreementFrom) {
        static Names of(String keys, String agreement, PlatformProviders providers) throws GeneralSecurityException {
            return new Names(
                    keys,
                    providers.of("KeyPairGenerator", keys).orElseThrow(() -> missing(keys)),
                    agreement,
                    providers.of("KeyAgreement", agreement).orElseThrow(() -> missing(agreement)));
        }

        private static GeneralSecurityException missing(String algorithm) {
            return new GeneralSecurityException("no provider for " + algorithm);
        }
    }

    @Override
    public KemKey generate(Randomness randomness) {
        return key(randomness);
    }

    @Override
    public Encapsulation encapsulate(byte[] peerShare, Randomness randomness) {
        PublicKey peer = decoded(peerShare);
        try (Key own = key(randomness)) {
            return new Encapsulation(own.share(), own.agree(peer));
        }
    }

    @Override
    public String toString() {
        return group.toString();
    }

    private Key key(Randomness randomness) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(names.keys(), names.keysFrom());
            generator.initialize(parameters, new RandomnessAsSecureRandom(randomness));
            KeyPair pair = generator.generateKeyPair();
            return new Key(this, pair.getPrivate(), format.encode(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "group", group);
        }
    }

    private PublicKey decoded(byte[] peerShare) {
        try {
            return format.decode(peerShare);
        } catch (GeneralSecurityException e) {
            throw Reason.BAD_KEY_SHARE.causedBy(e, "group", group);
        }
    }

    /** An ephemeral key. */
    private static final class Key implements KemKey {
        private final JcaAgreementKem kem;
        private final byte[] share;
        private PrivateKey privateKey;

        Key(JcaAgreementKem kem, PrivateKey privateKey, byte[] share) {
            this.kem = kem;
            this.privateKey = privateKey;
            this.share = share;
        }

        @Override
        public NamedGroup group() {
            return kem.group;
        }

        @Override
        public byte[] share() {
            return share.clone();
        }

        @Override
        public Secret decapsulate(byte[] peerShare) {
            return agree(kem.decoded(peerShare));
        }

        @Override
        public void close() {
            PlatformKeys.drop(privateKey);
            privateKey = null;
        }

        Secret agree(PublicKey peer) {
            if (privateKey == null) {
                throw new IllegalStateException("key already wiped");
            }
            try {
                KeyAgreement agreement =
                        KeyAgreement.getInstance(kem.names.agreement(), kem.names.agreementFrom());
                agreement.init(privateKey);
                agreement.doPhase(peer, true);
                return checked(agreement.generateSecret());
            } catch (InvalidKeyException e) {
                // the share is well-formed by now: the platform saw a point of small order
                throw Reason.ZERO_SHARED_SECRET.causedBy(e, "group", kem.group);
            } catch (GeneralSecurityException | IllegalStateException e) {
                throw Reason.BAD_KEY_SHARE.causedBy(e, "group", kem.group);
            }
        }

        private Secret checked(byte[] raw) {
            byte[] fixed = raw;
            if (raw.length < kem.secretLength) {
                fixed = new byte[kem.secretLength];
                System.arraycopy(raw, 0, fixed, kem.secretLength - raw.length, raw.length);
                Arrays.fill(raw, (byte) 0);
            }
            int any = 0;
            for (byte b : fixed) {
                any |= b;
            }
            if (any == 0 && kem.format.refusesZeroSecret()) {
                throw Reason.ZERO_SHARED_SECRET.with("group", kem.group);
            }
            return Secret.of(fixed);
        }
    }
}
