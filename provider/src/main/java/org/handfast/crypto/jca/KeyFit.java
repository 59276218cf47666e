package org.handfast.crypto.jca;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** Whether a key is of the kind that a scheme demands (RFC 9846 §4.3.3). Immutable and thread-safe. */
@FunctionalInterface
public interface KeyFit {
    /** Whether the scheme may be used with this key. */
    boolean fits(PublicKey key);

    /** ecdsa_*: "the curve ... MUST match", so the whole group is compared, not a name. */
    static KeyFit curve(ECParameterSpec curve) {
        return key -> key instanceof ECPublicKey ec
                && ec.getParams() != null
                && ec.getParams().getCurve().getField().equals(curve.getCurve().getField())
                && ec.getParams().getCurve().getA().equals(curve.getCurve().getA())
                && ec.getParams().getCurve().getB().equals(curve.getCurve().getB())
                && ec.getParams().getGenerator().equals(curve.getGenerator())
                && ec.getParams().getOrder().equals(curve.getOrder())
                && ec.getParams().getCofactor() == curve.getCofactor();
    }

    /** ed25519 and ed448. */
    static KeyFit edwards(String curve) {
        return key -> key instanceof EdECPublicKey ed && curve.equals(ed.getParams().getName());
    }

    /** rsa_pkcs1_*: a key with OID rsaEncryption, large enough for the DigestInfo (RFC 8017 §9.2). */
    static KeyFit rsaPkcs1(int hashLength) {
        return key -> key instanceof RSAPublicKey rsa
                && "RSA".equals(key.getAlgorithm())
                && rsa.getModulus().bitLength() >= 8 * (hashLength + 30);
    }

    /** rsa_pss_rsae_*: a key with OID rsaEncryption. */
    static KeyFit rsaEncryption(int hashLength) {
        return key -> key instanceof RSAPublicKey rsa && "RSA".equals(key.getAlgorithm()) && hasRoom(rsa, hashLength);
    }

    /**
     * rsa_pss_pss_*: a key with OID RSASSA-PSS. "If the public key algorithm parameters are present, the signature
     * parameters MUST be identical": the key's hash counts, its salt length is a minimum (RFC 4055 §3.1).
     */
    static KeyFit rsaPss(String hash, int hashLength) {
        return key -> key instanceof RSAPublicKey rsa
                && "RSASSA-PSS".equals(key.getAlgorithm())
                && hasRoom(rsa, hashLength)
                && allows(rsa.getParams(), hash, hashLength);
    }

    /** RFC 8017 §9.1.1: emBits must be at least 8 hLen + 8 sLen + 9, and salt and hash are equally long here. */
    private static boolean hasRoom(RSAPublicKey key, int hashLength) {
        return key.getModulus().bitLength() - 1 >= 16 * hashLength + 9;
    }

    private static boolean allows(AlgorithmParameterSpec restriction, String hash, int hashLength) {
        if (restriction == null) {
            return true;
        }
        return restriction instanceof PSSParameterSpec pss
                && hash.equalsIgnoreCase(pss.getDigestAlgorithm())
                && pss.getMGFParameters() instanceof MGF1ParameterSpec mask
                && hash.equalsIgnoreCase(mask.getDigestAlgorithm())
                && pss.getSaltLength() <= hashLength
                && pss.getTrailerField() == PSSParameterSpec.TRAILER_FIELD_BC;
    }
}
