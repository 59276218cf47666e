package org.handfast.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Kinds of key a test certificate can have. RSA keys are made once per kind and process: they are slow to make. */
public enum KeyKind {
    RSA_1024("RSA", 1024, "SHA256withRSA"),
    RSA_2048("RSA", 2048, "SHA256withRSA"),
    RSA_3072("RSA", 3072, "SHA256withRSA"),
    RSA_PSS_2048("RSASSA-PSS", 2048, "RSASSA-PSS"),
    EC_P256("EC", "secp256r1", "SHA256withECDSA"),
    EC_P384("EC", "secp384r1", "SHA384withECDSA"),
    EC_P521("EC", "secp521r1", "SHA512withECDSA"),
    ED25519("Ed25519", "", "Ed25519"),
    ED448("Ed448", "", "Ed448");

    private static final Map<KeyKind, KeyPair> SHARED = new ConcurrentHashMap<>();

    private final String algorithm;
    private final int bits;
    private final String curve;
    private final String signature;

    KeyKind(String algorithm, int bits, String signature) {
        this.algorithm = algorithm;
        this.bits = bits;
        this.curve = "";
        this.signature = signature;
    }

    KeyKind(String algorithm, String curve, String signature) {
        this.algorithm = algorithm;
        this.bits = 0;
        this.curve = curve;
        this.signature = signature;
    }

    /** JCA name of the signature an issuer with such a key makes. */
    public String signature() {
        return signature;
    }

    /** A key pair: fresh, except RSA, which is one per kind. */
    public KeyPair keyPair() {
        return bits == 0 ? generate() : SHARED.computeIfAbsent(this, kind -> kind.generate());
    }

    /** A fresh key pair, RSA too. */
    public KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits != 0) {
                generator.initialize(bits);
            } else if (!curve.isEmpty()) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
