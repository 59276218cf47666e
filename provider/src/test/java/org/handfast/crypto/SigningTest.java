package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.handfast.crypto.bc.BouncyCastle;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.SignatureScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signing, and which keys fit which scheme, for every scheme of every source. */
class SigningTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final KeyPair RSA = pair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    private static final KeyPair PSS = pair("RSASSA-PSS", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    private static final List<KeyPair> KEYS = List.of(
            pair("EC", new ECGenParameterSpec("secp256r1")),
            pair("EC", new ECGenParameterSpec("secp384r1")),
            pair("EC", new ECGenParameterSpec("secp521r1")),
            pair("Ed25519", null),
            pair("Ed448", null),
            RSA,
            PSS);

    static Stream<SignatureAlgorithm> algorithms() {
        return Stream.concat(
                JcaBackend.platform().signatureAlgorithms().stream(),
                BouncyCastle.find().orElseThrow().signatureAlgorithms().stream());
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void signsWithTheOneKeyThatFits(SignatureAlgorithm algorithm) {
        List<KeyPair> fitting = KEYS.stream().filter(k -> algorithm.fits(k.getPublic())).toList();
        assertThat(fitting).as("keys for %s", algorithm.scheme()).hasSize(1);
        KeyPair key = fitting.get(0);
        byte[] signature = algorithm.sign(key.getPrivate(), CONTENT);
        assertThat(algorithm.verify(key.getPublic(), CONTENT, signature)).isTrue();
        assertThat(algorithm.verify(key.getPublic(), new byte[] {1, 2, 4}, signature)).isFalse();
        signature[signature.length - 1] ^= 1;
        assertThat(algorithm.verify(key.getPublic(), CONTENT, signature)).isFalse();
        assertThat(algorithm.verify(key.getPublic(), CONTENT, new byte[0])).isFalse();
    }

    /** Signing with the wrong kind of key is a failure of the credential, verifying is simply wrong. */
    /**
     * RFC 5246 §4.7: the DigestInfo is DER, with NULL parameters where we sign; without parameters it is taken, too.
     */
    @ParameterizedTest
    @MethodSource("algorithms")
    void digestInfoOfPkcs1(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        if (!algorithm.scheme().equals(SignatureScheme.RSA_PKCS1_SHA256)) {
            return;
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(CONTENT);
        byte[] withNull = join(HexFormat.of().parseHex("3031300d060960864801650304020105000420"), hash);
        byte[] without = join(HexFormat.of().parseHex("302f300b0609608648016503040201" + "0420"), hash);
        Cipher raw = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        raw.init(Cipher.DECRYPT_MODE, RSA.getPublic());
        assertThat(raw.doFinal(algorithm.sign(RSA.getPrivate(), CONTENT))).isEqualTo(withNull);
        raw.init(Cipher.ENCRYPT_MODE, RSA.getPrivate());
        assertThat(algorithm.verify(RSA.getPublic(), CONTENT, raw.doFinal(withNull))).isTrue();
        assertThat(algorithm.verify(RSA.getPublic(), CONTENT, raw.doFinal(without))).isTrue();
    }

    private static byte[] join(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void keysOfAnotherKind(SignatureAlgorithm algorithm) {
        KeyPair other = algorithm.keyType().startsWith("RSA") ? KEYS.get(0) : RSA;
        assertThatThrownBy(() -> algorithm.sign(other.getPrivate(), CONTENT)).isInstanceOfSatisfying(
                TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.SIGNING_FAILED));
        assertThat(algorithm.verify(other.getPublic(), CONTENT, new byte[64])).isFalse();
    }

    /** A key without an encoding is never asked for its number: some registered provider must take it. */
    @ParameterizedTest
    @MethodSource("algorithms")
    void opaqueKeysGoToTheirProvider(SignatureAlgorithm algorithm) {
        assertThatThrownBy(() -> algorithm.sign(new Opaque(algorithm.keyType()), CONTENT)).isInstanceOfSatisfying(
                TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.SIGNING_FAILED));
        DeviceProvider device = new DeviceProvider();
        java.security.Security.addProvider(device);
        try {
            assertThat(algorithm.sign(new Opaque(algorithm.keyType()), CONTENT)).isEqualTo(DeviceProvider.SIGNATURE);
        } finally {
            java.security.Security.removeProvider(device.getName());
        }
    }

    /** RFC 8422 §5.1.1: in TLS 1.2 the name of the curve in the scheme means nothing. */
    @ParameterizedTest
    @MethodSource("algorithms")
    void ecdsaTakesEveryCurveInTls12(SignatureAlgorithm algorithm) {
        List<KeyPair> fitting = KEYS.stream().filter(k -> algorithm.fits12(k.getPublic())).toList();
        if (!algorithm.keyType().equals("EC")) {
            assertThat(fitting).allMatch(k -> algorithm.fits(k.getPublic())).hasSize(1);
            return;
        }
        assertThat(fitting).containsExactlyElementsOf(KEYS.subList(0, 3));
        for (KeyPair key : fitting) {
            byte[] signature = algorithm.sign(key.getPrivate(), CONTENT);
            SignatureAlgorithm other = JcaBackend.platform().signatureAlgorithms().stream()
                    .filter(a -> a.scheme().equals(algorithm.scheme())).findFirst().orElseThrow();
            assertThat(algorithm.verify(key.getPublic(), CONTENT, signature)).isTrue();
            assertThat(other.verify(key.getPublic(), CONTENT, signature)).isTrue();
            assertThat(algorithm.verify(key.getPublic(), new byte[] {1, 2, 4}, signature)).isFalse();
            assertThat(algorithm.verify(KEYS.get(3).getPublic(), CONTENT, signature)).isFalse();
        }
    }

    /** A curve that no group names: such keys are for no version. */
    @Test
    void otherCurvesFitNothing() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(new ECGenParameterSpec("brainpoolP256r1"));
        PublicKey foreign = generator.generateKeyPair().getPublic();
        assertThat(algorithms()).noneMatch(a -> a.fits(foreign) || a.fits12(foreign));
        assertThat(algorithms()).noneMatch(a -> a.verify(foreign, CONTENT, new byte[70]));
    }

    @Test
    void smallRsaKeysHaveNoRoomForPssWithSha512() throws GeneralSecurityException {
        PublicKey small = rsa(1024);
        assertThat(algorithm(SignatureScheme.RSA_PSS_RSAE_SHA256).fits(small)).isTrue();
        assertThat(algorithm(SignatureScheme.RSA_PSS_RSAE_SHA512).fits(small)).isFalse();
        assertThat(algorithm(SignatureScheme.RSA_PSS_RSAE_SHA512).fits(rsa(1033))).isFalse();
        assertThat(algorithm(SignatureScheme.RSA_PSS_RSAE_SHA512).fits(rsa(1034))).isTrue();
    }

    @Test
    void pssKeysMayBeBoundToOneHash() {
        PSSParameterSpec sha384 = new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1);
        PublicKey bound =
                pair("RSASSA-PSS", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4, sha384)).getPublic();
        List<SignatureScheme> fitting = new ArrayList<>();
        algorithms().filter(a -> a.fits(bound)).forEach(a -> fitting.add(a.scheme()));
        assertThat(fitting).containsExactly(SignatureScheme.RSA_PSS_PSS_SHA384);
    }

    private static PublicKey rsa(int bits) throws GeneralSecurityException {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));
    }

    private static SignatureAlgorithm algorithm(SignatureScheme scheme) {
        return algorithms().filter(a -> a.scheme().equals(scheme)).findFirst().orElseThrow();
    }

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (parameters != null) {
                generator.initialize(parameters);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A key in a device. */
    record Opaque(String algorithm) implements PrivateKey {
        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }
}
