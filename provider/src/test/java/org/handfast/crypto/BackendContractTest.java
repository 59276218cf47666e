package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.handfast.crypto.Vectors.Vector;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every source must do, for all it offers: published vectors, exact sizes, refusal of bad shares. A source says
 * in {@link #groups()} and its like what it must offer; nothing is skipped in silence.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BackendContractTest {
    /** The source under test. */
    abstract CryptoBackend backend();

    /** The suites it must offer, of both versions, no more and no less. */
    abstract List<CipherSuite> suites();

    /** The groups it must offer, no more and no less. */
    abstract List<NamedGroup> groups();

    /** The schemes it must offer, no more and no less. */
    abstract List<SignatureScheme> schemes();

    /** Valid signatures that the source refuses, which does no harm; never the other way round. */
    List<String> knownFaults(SignatureScheme scheme) {
        return List.of();
    }

    /** What a generator must draw so that the private key becomes this number. */
    abstract byte[] drawnFor(BigInteger scalar, int length);

    @Test
    void offersWhatItSays() {
        List<CipherSuite> suites = new ArrayList<>();
        backend().suites13().forEach(suite -> suites.add(suite.suite()));
        backend().suites12().forEach(suite -> suites.add(suite.suite()));
        assertThat(suites).containsExactlyInAnyOrderElementsOf(suites());
        assertThat(backend().kems()).extracting(Kem::group).containsExactlyInAnyOrderElementsOf(groups());
        assertThat(backend().signatureAlgorithms())
                .extracting(SignatureAlgorithm::scheme)
                .containsExactlyInAnyOrderElementsOf(schemes());
        assertThat(backend().name()).isNotBlank();
    }

    /** One key for all, because those of finite fields take long. */
    @ParameterizedTest
    @MethodSource("groups")
    @DisplayName("K-3: every key is fresh")
    void lifeOfAKey(NamedGroup group) {
        Kem kem = kem(group);
        Randomness randomness = new Random(group.code())::nextBytes;
        KemKey key = kem.generate(randomness);
        byte[] share = key.share();
        Kem.Encapsulation made = kem.encapsulate(share, randomness);
        byte[] answer = made.share();
        assertThat(key.group()).isEqualTo(group);
        assertThat(key.decapsulate(answer).bytes()).isEqualTo(made.secret().bytes()).hasSize(secretLength(group));
        for (int length : new int[] {0, 1, share.length - 1, share.length + 1}) {
            assertRefused(() -> kem.encapsulate(Arrays.copyOf(share, length), randomness), Reason.BAD_KEY_SHARE);
        }
        for (int length : new int[] {0, 1, answer.length - 1, answer.length + 1}) {
            assertRefused(() -> key.decapsulate(Arrays.copyOf(answer, length)), Reason.BAD_KEY_SHARE);
        }
        key.close();
        key.close();
        assertThatThrownBy(() -> key.decapsulate(answer)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("K-1: a zero secret is refused")
    void montgomeryCurves() {
        montgomery(NamedGroup.X25519, "x25519");
        montgomery(NamedGroup.X448, "x448");
    }

    @Test
    @DisplayName("K-1: points off the curve, at infinity or of another form are refused")
    void nistCurves() {
        nist(NamedGroup.SECP256R1, "ecdh_secp256r1_ecpoint", 65);
        nist(NamedGroup.SECP384R1, "ecdh_secp384r1_ecpoint", 97);
        nist(NamedGroup.SECP521R1, "ecdh_secp521r1_ecpoint", 133);
    }

    @Test
    @DisplayName("K-1: finite field shares out of range are refused")
    void finiteFieldSharesOutOfRange() {
        offered(NamedGroup.FFDHE2048).ifPresent(kem -> {
            Randomness randomness = new Random(1)::nextBytes;
            byte[] share = kem.generate(randomness).share();
            byte[] one = new byte[256];
            one[255] = 1;
            byte[] two = new byte[256];
            two[255] = 2;
            assertRefused(() -> kem.encapsulate(new byte[256], randomness), Reason.BAD_KEY_SHARE);
            assertRefused(() -> kem.encapsulate(one, randomness), Reason.BAD_KEY_SHARE);
            assertThat(kem.encapsulate(two, randomness).secret().length()).isEqualTo(256);
            byte[] ones = new byte[256];
            Arrays.fill(ones, (byte) 0xFF);
            assertRefused(() -> kem.encapsulate(ones, randomness), Reason.BAD_KEY_SHARE);
            assertThat(share).hasSize(256);
        });
    }

    @Test
    @DisplayName("K-2: ML-KEM keys are reduced, sizes exact, failure is implicit")
    void mlKem() {
        mlKem(NamedGroup.MLKEM768, "mlkem_768");
        mlKem(NamedGroup.MLKEM1024, "mlkem_1024");
    }

    @Test
    @DisplayName("K-4: forged signatures are refused")
    void ecdsa() {
        verify(SignatureScheme.ECDSA_SECP256R1_SHA256, "EC", "ecdsa_secp256r1_sha256");
        verify(SignatureScheme.ECDSA_SECP384R1_SHA384, "EC", "ecdsa_secp384r1_sha384");
        verify(SignatureScheme.ECDSA_SECP521R1_SHA512, "EC", "ecdsa_secp521r1_sha512");
    }

    @Test
    void edwardsCurves() {
        verify(SignatureScheme.ED25519, "EdDSA", "ed25519");
        verify(SignatureScheme.ED448, "EdDSA", "ed448");
    }

    @Test
    void rsaPss() {
        verify(SignatureScheme.RSA_PSS_RSAE_SHA256, "RSA", "rsa_pss_2048_sha256_mgf1_32");
        verify(SignatureScheme.RSA_PSS_RSAE_SHA384, "RSA", "rsa_pss_2048_sha384_mgf1_48");
        verify(SignatureScheme.RSA_PSS_RSAE_SHA512, "RSA", "rsa_pss_4096_sha512_mgf1_64");
    }

    @Test
    void aeads() {
        aead(CipherSuite.TLS_AES_128_GCM_SHA256, "aes_gcm");
        aead(CipherSuite.TLS_AES_256_GCM_SHA384, "aes_gcm");
        aead(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, "chacha20_poly1305");
        aead(CipherSuite.TLS_AES_128_CCM_SHA256, "aes_ccm");
        aead(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CCM, "aes_ccm");
    }

    @Test
    void hashes() {
        hash(CipherSuite.TLS_AES_128_GCM_SHA256, "sha256");
        hash(CipherSuite.TLS_AES_256_GCM_SHA384, "sha384");
    }

    private void montgomery(NamedGroup group, String file) {
        offered(group).ifPresent(kem -> Vectors.read(file).each(v -> {
            KemKey key = kem.generate(new Given(v.hex("private")));
            if (v.invalid()) {
                assertRefused(() -> key.decapsulate(v.hex("public")), Reason.BAD_KEY_SHARE);
                return;
            }
            if (v.has("ZeroSharedSecret")) {
                assertRefused(() -> key.decapsulate(v.hex("public")), Reason.ZERO_SHARED_SECRET);
                return;
            }
            assertThat(key.decapsulate(v.hex("public")).bytes()).as("%s %s", group, v).isEqualTo(v.hex("shared"));
        }));
    }

    private void nist(NamedGroup group, String file, int shareLength) {
        int[] agreed = {0};
        offered(group).ifPresent(kem -> {
            Vectors.read(file).each(v -> {
                Optional<KemKey> key = nistKey(kem, v, shareLength / 2);
                byte[] share = v.hex("public");
                if (key.isEmpty()) {
                    return;
                }
                if (!v.valid() || share.length != shareLength) {
                    assertRefused(() -> key.get().decapsulate(share), Reason.BAD_KEY_SHARE);
                    return;
                }
                assertThat(key.get().decapsulate(share).bytes()).as("%s %s", group, v).isEqualTo(v.hex("shared"));
                agreed[0]++;
            });
            assertThat(agreed[0]).as("agreements on %s", group).isGreaterThan(40);
        });
    }

    /** Empty where the generator does not accept the number, which some do with numbers of special form. */
    private Optional<KemKey> nistKey(Kem kem, Vector v, int length) {
        try {
            return Optional.of(kem.generate(new Given(drawnFor(new BigInteger(1, v.hex("private")), length))));
        } catch (Given.Exhausted e) {
            return Optional.empty();
        }
    }

    private void mlKem(NamedGroup group, String file) {
        offered(group).ifPresent(kem -> {
            Vectors.read(file + "_keygen_seed").each(v ->
                    assertThat(kem.generate(new Given(v.hex("seed"))).share()).as("%s", v).isEqualTo(v.hex("ek")));
            Vectors.read(file).each(v -> {
                byte[] seed = v.hex("seed");
                if (seed.length != 64) {
                    // a private key from outside, of which TLS has none
                    return;
                }
                KemKey key = kem.generate(new Given(seed));
                if (v.invalid()) {
                    assertRefused(() -> key.decapsulate(v.hex("c")), Reason.BAD_KEY_SHARE);
                    return;
                }
                assertThat(key.decapsulate(v.hex("c")).bytes()).as("%s", v).isEqualTo(v.hex("K"));
            });
            Vectors.read(file + "_encaps").each(v -> {
                if (v.invalid()) {
                    assertRefused(
                            () -> kem.encapsulate(v.hex("ek"), new Given(v.hex("m"))), Reason.BAD_KEY_SHARE);
                    return;
                }
                Kem.Encapsulation made = kem.encapsulate(v.hex("ek"), new Given(v.hex("m")));
                assertThat(made.share()).as("%s", v).isEqualTo(v.hex("c"));
                assertThat(made.secret().bytes()).as("%s", v).isEqualTo(v.hex("K"));
            });
        });
    }

    private void verify(SignatureScheme scheme, String keyType, String file) {
        List<String> wrong = new ArrayList<>();
        backend().signatureAlgorithms().stream().filter(a -> a.scheme().equals(scheme)).forEach(algorithm ->
                Vectors.read(file).each(v -> {
                    PublicKey key = publicKey(v, keyType);
                    if (key instanceof RSAPublicKey && !"RSA".equals(key.getAlgorithm())) {
                        return;
                    }
                    assertThat(algorithm.fits(key)).as("%s fits %s", scheme, v).isTrue();
                    boolean good = algorithm.verify(key, v.hex("msg"), v.hex("sig"));
                    if (v.valid() != good) {
                        wrong.add(v + " is " + v.test().get("result"));
                    }
                }));
        assertThat(wrong).as("%s", scheme).containsExactlyElementsOf(knownFaults(scheme));
    }

    private static PublicKey publicKey(Vector v, String keyType) {
        try {
            return KeyFactory.getInstance(keyType).generatePublic(new X509EncodedKeySpec(v.hex("publicKeyDer")));
        } catch (GeneralSecurityException e) {
            return fail(v.toString(), e);
        }
    }

    private void aead(CipherSuite suite, String file) {
        Stream<Aead> of13 = backend().suites13().stream().filter(s -> s.suite().equals(suite)).map(Suite13::aead);
        Stream<Aead> of12 = backend().suites12().stream().filter(s -> s.suite().equals(suite)).map(Suite12::aead);
        Stream.concat(of13, of12).forEach(aead -> Vectors.read(file).each(v -> {
            if (v.number("keySize") != 8 * aead.keyLength()) {
                return;
            }
            byte[] plain = v.hex("msg");
            byte[] sealed = concat(v.hex("ct"), v.hex("tag"));
            try (Secret key = Secret.of(v.hex("key")); AeadKey opening = aead.opening(key)) {
                byte[] target = new byte[plain.length + 2];
                Arrays.fill(target, (byte) 7);
                if (v.invalid()) {
                    assertRefused(
                            () -> opening.open(v.hex("iv"), v.hex("aad"), sealed, 0, sealed.length, target, 1),
                            Reason.BAD_RECORD_MAC);
                    assertThat(Arrays.copyOfRange(target, 1, 1 + plain.length)).isEqualTo(new byte[plain.length]);
                    assertThat(target[0]).isEqualTo((byte) 7);
                    assertThat(target[plain.length + 1]).isEqualTo((byte) 7);
                    return;
                }
                opening.open(v.hex("iv"), v.hex("aad"), sealed, 0, sealed.length, target, 1);
                assertThat(Arrays.copyOfRange(target, 1, 1 + plain.length)).as("%s", v).isEqualTo(plain);
            }
            try (Secret key = Secret.of(v.hex("key")); AeadKey sealing = aead.sealing(key)) {
                byte[] inPlace = Arrays.copyOf(plain, sealed.length);
                sealing.seal(v.hex("iv"), v.hex("aad"), inPlace, 0, plain.length, inPlace, 0);
                assertThat(inPlace).as("%s", v).isEqualTo(sealed);
            }
        }));
    }

    private void hash(CipherSuite suite, String name) {
        offered(suite).ifPresent(s -> {
            Vectors.read("hmac_" + name).each(v -> {
                byte[] tag = s.hash().hmac(Secret.of(v.hex("key")), v.hex("msg"));
                assertThat(Arrays.equals(tag, v.hex("tag"))).as("%s", v).isEqualTo(v.valid());
            });
            Vectors.read("hkdf_" + name).each(v -> {
                Secret key = s.hash().extract(Secret.of(v.hex("salt")), Secret.of(v.hex("ikm")));
                if (v.invalid()) {
                    assertThatThrownBy(() -> s.hash().expand(key, v.hex("info"), v.number("size")))
                            .isInstanceOf(IllegalArgumentException.class);
                    return;
                }
                assertThat(s.hash().expand(key, v.hex("info"), v.number("size")).bytes())
                        .as("%s", v)
                        .isEqualTo(v.hex("okm"));
            });
        });
    }

    private Kem kem(NamedGroup group) {
        return offered(group).orElseThrow();
    }

    private Optional<Kem> offered(NamedGroup group) {
        return backend().kems().stream().filter(k -> k.group().equals(group)).findFirst();
    }

    private Optional<Suite13> offered(CipherSuite suite) {
        return backend().suites13().stream().filter(s -> s.suite().equals(suite)).findFirst();
    }

    private static void assertRefused(Runnable use, Reason reason) {
        assertThatThrownBy(use::run).isInstanceOfSatisfying(
                TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static int secretLength(NamedGroup group) {
        return switch (group.code()) {
            case 0x18 -> 48;
            case 0x19 -> 66;
            case 0x1E -> 56;
            case 0x100 -> 256;
            case 0x101 -> 384;
            case 0x102 -> 512;
            case 0x103 -> 768;
            case 0x104 -> 1024;
            default -> 32;
        };
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
