package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.iana.SignatureScheme;

/** Makes the schemes the platform can do; each fails with GeneralSecurityException where it cannot. */
final class JcaSignatures {
    /** Those of keys that TLS 1.2 takes with any hash. */
    private static final List<String> CURVES = List.of("secp256r1", "secp384r1", "secp521r1");

    /** RSA verifiers compare whole blocks. */
    private static final JcaSignature.Form ANY_FORM = (key, signature) -> true;

    /** The hashes that schemes go with, by name and length in bytes. */
    enum Digest {
        SHA256("SHA-256", 32),
        SHA384("SHA-384", 48),
        SHA512("SHA-512", 64);

        private final String jcaName;
        private final int length;

        Digest(String jcaName, int length) {
            this.jcaName = jcaName;
            this.length = length;
        }

        private PSSParameterSpec pss() {
            return new PSSParameterSpec(
                    jcaName, "MGF1", new MGF1ParameterSpec(jcaName), length, PSSParameterSpec.TRAILER_FIELD_BC);
        }
    }

    private JcaSignatures() {}

    /** ECDSA; the curve is part of the scheme (RFC 9846 §4.3.3). */
    static SignatureAlgorithm ecdsa(SignatureScheme scheme, String curve, Digest digest, PlatformProviders providers)
            throws GeneralSecurityException {
        String name = digest.name() + "withECDSA";
        Provider provider = providers.of("AlgorithmParameters", "EC").orElseThrow(() -> missing("EC"));
        ECParameterSpec group = JcaKems.parameters(curve, provider);
        List<KeyFit> curves = new ArrayList<>();
        for (String any : CURVES) {
            curves.add(KeyFit.curve(JcaKems.parameters(any, provider)));
        }
        // in TLS 1.2 the scheme names only the hash (RFC 8422 §5.1.1, RFC 9846 §4.3.3)
        KeyFit anyCurve = key -> curves.stream().anyMatch(one -> one.fits(key));
        JcaSignature.Form form = (key, signature) ->
                EcdsaEncoding.isStrict(signature, ((ECPublicKey) key).getParams().getOrder());
        return new JcaSignature(
                scheme, name, "EC", null, form, KeyFit.curve(group), anyCurve, false, usable(name, providers));
    }

    /** Java 17 lets bytes behind an Ed25519 signature pass. */
    static SignatureAlgorithm edwards(SignatureScheme scheme, String curve, PlatformProviders providers)
            throws GeneralSecurityException {
        int length = scheme.equals(SignatureScheme.ED25519) ? 64 : 114;
        KeyFit fit = KeyFit.edwards(curve);
        return new JcaSignature(
                scheme, curve, "EdDSA", null, (key, signature) -> signature.length == length, fit, fit, false,
                usable(curve, providers));
    }

    /** rsa_pss_rsae_*: PSS with ordinary RSA keys. */
    static SignatureAlgorithm pssWithRsaKey(SignatureScheme scheme, Digest digest, PlatformProviders providers)
            throws GeneralSecurityException {
        KeyFit fit = KeyFit.rsaEncryption(digest.length);
        return new JcaSignature(
                scheme, "RSASSA-PSS", "RSA", digest.pss(), ANY_FORM, fit, fit, false, usable("RSASSA-PSS", providers));
    }

    /** rsa_pss_pss_*: PSS with keys that are for PSS alone. */
    static SignatureAlgorithm pssWithPssKey(SignatureScheme scheme, Digest digest, PlatformProviders providers)
            throws GeneralSecurityException {
        KeyFit fit = KeyFit.rsaPss(digest.jcaName, digest.length);
        return new JcaSignature(
                scheme, "RSASSA-PSS", "RSASSA-PSS", digest.pss(), ANY_FORM, fit, fit, false,
                usable("RSASSA-PSS", providers));
    }

    /** rsa_pkcs1_*: in TLS 1.3 "only ... signatures which appear in certificates" (RFC 9846 §4.3.3). */
    static SignatureAlgorithm pkcs1(SignatureScheme scheme, Digest digest, PlatformProviders providers)
            throws GeneralSecurityException {
        String name = digest.name() + "withRSA";
        KeyFit fit = KeyFit.rsaPkcs1(digest.length);
        return new JcaSignature(
                scheme, name, "RSA", null, ANY_FORM, fit, fit, true, usable(name, providers));
    }

    private static Provider usable(String name, PlatformProviders providers) throws GeneralSecurityException {
        Provider provider = providers.of("Signature", name).orElseThrow(() -> missing(name));
        Signature.getInstance(name, provider);
        return provider;
    }

    private static GeneralSecurityException missing(String algorithm) {
        return new GeneralSecurityException("no provider for " + algorithm);
    }
}
