package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.handfast.crypto.bc.BouncyCastle;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.crypto.selection.CatalogSelection;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.NamedGroup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * RFC 10024: sizes and order. No official known answers are at hand, so the order is checked part by part against
 * the parts alone, which have their own vectors, and one source against the other.
 */
class HybridKemTest {
    private final Catalog catalog = CatalogSelection.standard().catalog();

    @ParameterizedTest
    @CsvSource({
        "X25519MLKEM768,     1216, 1120, 64",
        "SecP256r1MLKEM768,  1249, 1153, 64",
        "SecP384r1MLKEM1024, 1665, 1665, 80"
    })
    void sizes(String name, int clientShare, int serverShare, int secret) {
        Kem kem = kem(name);
        Randomness randomness = new Random(3)::nextBytes;
        KemKey key = kem.generate(randomness);
        Kem.Encapsulation made = kem.encapsulate(key.share(), randomness);
        assertThat(key.share()).hasSize(clientShare);
        assertThat(made.share()).hasSize(serverShare);
        assertThat(key.decapsulate(made.share()).bytes()).hasSize(secret).isEqualTo(made.secret().bytes());
        assertRefused(() -> kem.encapsulate(Arrays.copyOf(key.share(), clientShare - 1), randomness));
        assertRefused(() -> key.decapsulate(Arrays.copyOf(made.share(), serverShare + 1)));
    }

    /** Where the curve stands: its half of the secret is what the curve alone agrees on. */
    @ParameterizedTest
    @CsvSource({
        "X25519MLKEM768,     1184, 1088, 32",
        "SecP256r1MLKEM768,     0,    0,  0",
        "SecP384r1MLKEM1024,    0,    0,  0"
    })
    @DisplayName("K-2: order and encoding of hybrids")
    void placeOfTheClassicalHalf(String name, int inClientShare, int inServerShare, int inSecret) {
        Kem kem = kem(name);
        Randomness randomness = new Random(4)::nextBytes;
        KemKey key = kem.generate(randomness);
        KemKey half = key.classicalHalf().orElseThrow();
        byte[] share = half.share();
        assertThat(Arrays.copyOfRange(key.share(), inClientShare, inClientShare + share.length)).isEqualTo(share);

        Kem.Encapsulation made = kem.encapsulate(key.share(), randomness);
        byte[] classical = Arrays.copyOfRange(made.share(), inServerShare, inServerShare + share.length);
        byte[] agreed = half.decapsulate(classical).bytes();
        assertThat(Arrays.copyOfRange(made.secret().bytes(), inSecret, inSecret + agreed.length)).isEqualTo(agreed);
        assertThat(catalog.kem(half.group())).isPresent();
    }

    @Test
    void theHybridOwnsTheKey() {
        Randomness randomness = new Random(5)::nextBytes;
        Kem kem = kem("X25519MLKEM768");
        KemKey key = kem.generate(randomness);
        KemKey half = key.classicalHalf().orElseThrow();
        Kem.Encapsulation made = kem.encapsulate(key.share(), randomness);
        half.close();
        assertThat(key.decapsulate(made.share()).bytes()).isEqualTo(made.secret().bytes());
        key.close();
        byte[] peer = half.group().equals(NamedGroup.X25519) ? new byte[32] : new byte[65];
        peer[0] = 9;
        assertThatThrownBy(() -> half.decapsulate(peer)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("K-1: a zero curve share is refused inside a hybrid too")
    void aZeroCurveShareIsRefusedInsideToo() {
        Randomness randomness = new Random(6)::nextBytes;
        Kem kem = kem("X25519MLKEM768");
        byte[] share = kem.generate(randomness).share();
        Arrays.fill(share, 1184, share.length, (byte) 0);
        assertThatThrownBy(() -> kem.encapsulate(share, randomness)).isInstanceOfSatisfying(
                TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.ZERO_SHARED_SECRET));
    }

    /** X25519 of the two sources under one ML-KEM: what one makes the other understands. */
    @Test
    void sourcesUnderstandEachOther() {
        Randomness randomness = new Random(8)::nextBytes;
        CryptoBackend bc = BouncyCastle.find().orElseThrow();
        CryptoBackend jdk = JcaBackend.platform();
        Kem theirs = HybridKem.x25519MlKem768(of(bc, NamedGroup.MLKEM768), of(bc, NamedGroup.X25519));
        Kem mlKem = jdk.kems().stream().filter(k -> k.group().equals(NamedGroup.MLKEM768)).findFirst()
                .orElseGet(() -> of(bc, NamedGroup.MLKEM768));
        Kem ours = HybridKem.x25519MlKem768(mlKem, of(jdk, NamedGroup.X25519));
        for (Kem[] pair : new Kem[][] {{ours, theirs}, {theirs, ours}}) {
            KemKey key = pair[0].generate(randomness);
            Kem.Encapsulation made = pair[1].encapsulate(key.share(), randomness);
            assertThat(key.decapsulate(made.share()).bytes()).isEqualTo(made.secret().bytes());
        }
    }

    private Kem kem(String name) {
        return catalog.kem(NamedGroup.named(name).orElseThrow()).orElseThrow();
    }

    private static Kem of(CryptoBackend source, NamedGroup group) {
        return source.kems().stream().filter(k -> k.group().equals(group)).findFirst().orElseThrow();
    }

    private static void assertRefused(Runnable use) {
        assertThatThrownBy(use::run).isInstanceOfSatisfying(
                TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_KEY_SHARE));
    }
}
