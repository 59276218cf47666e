package org.handfast.crypto.bc;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.failure.Reason;
import org.handfast.iana.SignatureScheme;

/**
 * ECDSA with the curve that goes with the scheme, in TLS 1.2 with any. Keys that a device or service keeps are
 * signed by the platform's way, which finds their provider.
 *
 * @param scheme on the wire
 * @param curve the one that goes with the scheme
 * @param curves12 all that go with it in TLS 1.2, where it names only the hash
 * @param hash JCA name
 * @param random for nonces
 */
record BcEcdsa(
        SignatureScheme scheme, BcCurve curve, List<BcCurve> curves12, String hash, SecureRandom random)
        implements SignatureAlgorithm {
    @Override
    public String jcaName() {
        return hash.replace("-", "") + "withECDSA";
    }

    @Override
    public String keyType() {
        return "EC";
    }

    @Override
    public boolean fits(PublicKey key) {
        return key instanceof ECPublicKey ec && curve.has(ec);
    }

    @Override
    public boolean fits12(PublicKey key) {
        return key instanceof ECPublicKey ec && curveOf(ec).isPresent();
    }

    @Override
    public byte[] sign(PrivateKey key, byte[] content) {
        try {
            if (key instanceof ECPrivateKey ec && key.getEncoded() != null) {
                return signed(ec, content);
            }
            Signature signature = Signature.getInstance(jcaName());
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // a device's provider may throw anything
            throw Reason.SIGNING_FAILED.causedBy(e, "scheme", scheme);
        }
    }

    /** The decoder takes nothing but the one DER form, and numbers below n; the signer refuses zeros (K-4). */
    @Override
    public boolean verify(PublicKey key, byte[] content, byte[] signature) {
        if (!(key instanceof ECPublicKey ec)) {
            return false;
        }
        try {
            BcCurve on = curveOf(ec).orElseThrow(() -> new GeneralSecurityException("key of another curve"));
            ECPoint w = ec.getW();
            ECDSASigner verifier = new ECDSASigner();
            verifier.init(false, new ECPublicKeyParameters(on.point(w.getAffineX(), w.getAffineY()), on.domain()));
            BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(on.domain().getN(), signature);
            return verifier.verifySignature(hashed(content), numbers[0], numbers[1]);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return scheme.toString();
    }

    private byte[] signed(ECPrivateKey key, byte[] content) throws GeneralSecurityException, IOException {
        BcCurve on = curveOf(key).orElseThrow(() -> new GeneralSecurityException("key of another curve"));
        ECDSASigner signer = new ECDSASigner();
        signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(key.getS(), on.domain()), random));
        BigInteger[] numbers = signer.generateSignature(hashed(content));
        return StandardDSAEncoding.INSTANCE.encode(on.domain().getN(), numbers[0], numbers[1]);
    }

    private Optional<BcCurve> curveOf(ECKey key) {
        return curves12.stream().filter(any -> any.has(key)).findFirst();
    }

    private byte[] hashed(byte[] content) throws GeneralSecurityException {
        return MessageDigest.getInstance(hash).digest(content);
    }
}
