package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.failure.Reason;
import org.handfast.iana.SignatureScheme;

/**
 * A scheme over {@link Signature}. Verifies, and signs with keys in memory, in the provider chosen at start; keys
 * that a device or service keeps are signed by whichever registered provider takes them.
 *
 * @param scheme on the wire
 * @param jcaName of the signature
 * @param keyType JCA name for key managers
 * @param parameters of PSS, otherwise null
 * @param form of signatures, where the platform is not strict about it
 * @param fit which keys the scheme takes
 * @param fit12 which keys it takes in TLS 1.2, among them all that it always takes
 * @param certificatesOnly whether it never signs a handshake
 * @param provider resolved once
 */
record JcaSignature(
        SignatureScheme scheme,
        String jcaName,
        String keyType,
        PSSParameterSpec parameters,
        Form form,
        KeyFit fit,
        KeyFit fit12,
        boolean certificatesOnly,
        Provider provider)
        implements SignatureAlgorithm {
    /** What else is asked of a signature. */
    interface Form {
        /** Whether a signature by this key, which fits, can look like this. */
        boolean accepts(PublicKey key, byte[] signature);
    }

    @Override
    public boolean fits(PublicKey key) {
        return fit.fits(key);
    }

    @Override
    public boolean fits12(PublicKey key) {
        return fit12.fits(key);
    }

    @Override
    public byte[] sign(PrivateKey key, byte[] content) {
        try {
            Signature signature = prepared(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException | RuntimeException e) {
            // a device's provider may throw anything
            throw Reason.SIGNING_FAILED.causedBy(e, "scheme", scheme);
        }
    }

    @Override
    public boolean verify(PublicKey key, byte[] content, byte[] signature) {
        if (!fits12(key) || !form.accepts(key, signature)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(jcaName, provider);
            configure(verifier);
            verifier.initVerify(ours(verifier, key));
            verifier.update(content);
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException | InvalidKeySpecException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "scheme", scheme);
        }
    }

    @Override
    public String toString() {
        return scheme.toString();
    }

    /** Opaque keys, and keys our provider does not know: Signature finds the provider when it sees the key. */
    private Signature prepared(PrivateKey key) throws GeneralSecurityException {
        if (key.getEncoded() != null) {
            try {
                return signing(Signature.getInstance(jcaName, provider), key);
            } catch (InvalidKeyException e) {
                // a foreign key class after all
            }
        }
        return signing(Signature.getInstance(jcaName), key);
    }

    /** The key comes first: it decides about the provider, and only that knows what to do with parameters. */
    private Signature signing(Signature signature, PrivateKey key) throws GeneralSecurityException {
        signature.initSign(key);
        configure(signature);
        return signature;
    }

    private void configure(Signature signature) throws GeneralSecurityException {
        if (parameters != null) {
            signature.setParameter(parameters);
        }
    }

    /** The key as our provider reads it, whoever made it. */
    private PublicKey ours(Signature verifier, PublicKey key) throws GeneralSecurityException {
        try {
            verifier.initVerify(key);
            return key;
        } catch (InvalidKeyException e) {
            byte[] encoded = key.getEncoded();
            if (encoded == null) {
                throw e;
            }
            return KeyFactory.getInstance(keyType, provider).generatePublic(new X509EncodedKeySpec(encoded));
        }
    }
}
