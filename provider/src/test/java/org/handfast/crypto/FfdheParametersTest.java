package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.NamedGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Finite fields as TLS 1.2 has them on the wire: modulus and generator in full, numbers without fixed length. */
class FfdheParametersTest {
    private static final FfdheParameters SMALLEST = FfdheParameters.FFDHE2048;

    @ParameterizedTest
    @EnumSource(FfdheParameters.class)
    void areFoundByNameAndByNumbers(FfdheParameters row) {
        byte[] p = row.modulusBytes();
        assertThat(p).hasSize(row.length());
        assertThat(new BigInteger(1, p)).isEqualTo(row.prime());
        assertThat(FfdheParameters.of(row.group())).contains(row);
        assertThat(FfdheParameters.matching(p, row.generatorBytes())).contains(row);
        assertThat(FfdheParameters.matching(row.prime().toByteArray(), new byte[] {0, 2})).contains(row);
        assertThat(FfdheParameters.matching(p, new byte[] {5})).isEmpty();
        p[p.length / 2] ^= 1;
        assertThat(FfdheParameters.matching(p, row.generatorBytes())).isEmpty();
    }

    @Test
    void nothingElseIsFound() {
        assertThat(FfdheParameters.of(NamedGroup.X25519)).isEmpty();
        assertThat(FfdheParameters.matching(new byte[0], new byte[] {2})).isEmpty();
        assertThat(FfdheParameters.matching(SMALLEST.modulusBytes(), new byte[0])).isEmpty();
    }

    @Test
    void sharesAreBroughtToTheLengthOfTheModulus() {
        byte[] expected = new byte[256];
        expected[255] = 2;
        assertThat(SMALLEST.padded(new byte[] {2})).isEqualTo(expected);
        assertThat(SMALLEST.padded(new byte[] {0, 0, 2})).isEqualTo(expected);
        byte[] full = SMALLEST.modulusBytes();
        assertThat(SMALLEST.padded(full)).isEqualTo(full);
        byte[] withZero = new byte[257];
        System.arraycopy(full, 0, withZero, 1, 256);
        assertThat(SMALLEST.padded(withZero)).isEqualTo(full);
        assertThat(SMALLEST.padded(new byte[0])).isEqualTo(new byte[256]);
    }

    /** RFC 7919 §5.1: a peer MUST NOT send, and one MUST check, 1 &lt; Y &lt; p-1. */
    @Test
    void numbersOutOfRangeAreRefused() {
        Kem kem = kem(SMALLEST);
        BigInteger p = SMALLEST.prime();
        for (BigInteger bad : List.of(
                BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, p.add(BigInteger.TWO))) {
            assertRefused(() -> kem.encapsulate(SMALLEST.padded(bad.toByteArray()), new Random(1)::nextBytes));
        }
        assertRefused(() -> SMALLEST.padded(filled(257)));
    }

    /** As numbers: whether the JDK keeps leading zeros is its own affair. */
    @Test
    void agreesWithThePlatform() throws Exception {
        Random random = new Random(20);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
        generator.initialize(new DHParameterSpec(SMALLEST.prime(), SMALLEST.generator(), 225));
        KeyPair theirs = generator.generateKeyPair();
        byte[] y = ((DHPublicKey) theirs.getPublic()).getY().toByteArray();

        Kem.Encapsulation ours = kem(SMALLEST).encapsulate(SMALLEST.padded(y), random::nextBytes);
        KeyAgreement agreement = KeyAgreement.getInstance("DH");
        agreement.init(theirs.getPrivate());
        agreement.doPhase(KeyFactory.getInstance("DH").generatePublic(new DHPublicKeySpec(
                new BigInteger(1, ours.share()), SMALLEST.prime(), SMALLEST.generator())), true);
        byte[] expected = agreement.generateSecret();
        assertThat(new BigInteger(1, ours.secret().bytes())).isEqualTo(new BigInteger(1, expected));
        assertThat(ours.secret().length()).isEqualTo(256);
    }

    @Test
    void leadingZerosOfThePremasterSecretAreStrippedFromACopy() {
        Secret kept = Secret.of(new byte[] {0, 0, 7, 0, 8});
        assertThat(kept.withoutLeadingZeros().bytes()).containsExactly(7, 0, 8);
        assertThat(kept.bytes()).containsExactly(0, 0, 7, 0, 8);
        assertThat(Secret.of(new byte[] {1, 0}).withoutLeadingZeros().bytes()).containsExactly(1, 0);
        assertThat(Secret.zeros(3).withoutLeadingZeros().length()).isZero();
        kept.close();
        assertThatThrownBy(kept::withoutLeadingZeros).isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(Runnable use) {
        assertThatThrownBy(use::run).isInstanceOfSatisfying(
                TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_KEY_SHARE));
    }

    private static Kem kem(FfdheParameters row) {
        return JcaBackend.platform().kems().stream()
                .filter(k -> k.group().equals(row.group()))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }
}
