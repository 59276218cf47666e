package org.handfast.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Aead12ProtectionTest {
    private static final byte[] SALT = HexFormat.of().parseHex("5d313eb2");
    private static final byte[] IV = HexFormat.of().parseHex("5d313eb2671276ee13000b30");

    /** Security rule K-5 and RFC 5288 §3: salt, then the sequence number, which the record carries. */
    @Test
    @DisplayName("K-5: explicit nonces are the sequence number")
    void everyExplicitNonceIsTheSequenceNumberAndNoneComesTwice() {
        Ledger ledger = new Ledger();
        Aead12Protection sealing = new Aead12Protection(ledger, 16, Secret.of(SALT.clone()), 8, 0);
        byte[] record = new byte[64];
        for (int i = 0; i < 1 << 16; i++) {
            assertThat(sealing.seal(23, 3, record, 0, 1, 0)).isEqualTo(5 + 8 + 1 + 16);
            byte[] expected = ByteBuffer.allocate(12).put(SALT).putLong(i).array();
            if (!Arrays.equals(expected, ledger.last) || ByteBuffer.wrap(record, 5, 8).getLong() != i) {
                throw new AssertionError("record " + i + ": " + HexFormat.of().formatHex(record));
            }
        }
        assertThat(ledger.seen).hasSize(1 << 16);
        assertThat(Arrays.copyOf(record, 5)).containsExactly(23, 3, 3, 0, 25);
    }

    /** Security rule K-5 and RFC 7905 §2. */
    @Test
    void withoutAnExplicitPartTheNonceIsIvXorSequence() {
        Ledger ledger = new Ledger();
        Aead12Protection sealing = new Aead12Protection(ledger, 16, Secret.of(IV.clone()), 0, 0);
        byte[] record = new byte[64];
        for (int i = 0; i < 1 << 16; i++) {
            assertThat(sealing.seal(23, 3, record, 0, 1, 0)).isEqualTo(5 + 1 + 16);
            if (i % 4099 == 0) {
                byte[] expected = new BigInteger(1, IV).xor(BigInteger.valueOf(i)).toByteArray();
                assertThat(ledger.last).isEqualTo(expected);
            }
        }
        assertThat(ledger.seen).hasSize(1 << 16);
    }

    /** RFC 5246 §6.2.3.3: sequence number, type, version, length of the plaintext. */
    @Test
    void additionalDataNamesWhatTheHeaderHides() {
        Ledger ledger = new Ledger();
        Aead12Protection sealing = new Aead12Protection(ledger, 16, Secret.of(SALT.clone()), 8, 0x0102030405060708L);
        sealing.seal(22, 1, new byte[600], 0, 300, 0);
        assertThat(ledger.additionalData).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 22, 3, 3, 1, 44);
    }

    /** RFC 5246 §6.1. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void theSequenceNeverWraps(int explicit) {
        Secret iv = Secret.of(explicit == 0 ? IV.clone() : SALT.clone());
        Aead12Protection last = new Aead12Protection(new Ledger(), 16, iv, explicit, -1L);
        TlsFailure failure = catchThrowableOfType(() -> last.seal(23, 3, new byte[64], 0, 1, 0), TlsFailure.class);
        assertThat(failure.reason()).isEqualTo(Reason.SEQUENCE_EXHAUSTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    @DisplayName("K-7: a bad tag leaves zeros, TLS 1.2")
    void everyFlippedBitIsABadMacAndLeavesZeros(int explicit) {
        byte[] record = sealed(explicit, 23, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        int fragment = record.length - 5;
        for (int bit = 5 * 8; bit < record.length * 8; bit++) {
            byte[] bad = record.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] target = new byte[9];
            Arrays.fill(target, (byte) 7);
            assertThat(failure(() -> opening(explicit, 0).open(23, bad, 5, fragment, target, 0)))
                    .isEqualTo(Reason.BAD_RECORD_MAC);
            assertThat(target).containsOnly(0);
        }
        byte[] target = new byte[9];
        Aead12Protection opening = opening(explicit, 0);
        assertThat(opening.room(fragment)).isEqualTo(9);
        assertThat(opening.open(23, record, 5, fragment, target, 0)).isEqualTo(9);
        assertThat(target).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    /** Type and place of a record are as safe as its content. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void anotherTypeOrPlaceDoesNotOpen(int explicit) {
        byte[] record = sealed(explicit, 22, new byte[] {1, 2});
        int fragment = record.length - 5;
        for (int type = 0; type < 256; type++) {
            int outer = type;
            Aead12Protection opening = opening(explicit, 0);
            if (type == 22) {
                opening.open(outer, record, 5, fragment, new byte[2], 0);
                assertThat(opening.openedType()).isEqualTo(22);
                continue;
            }
            assertThat(failure(() -> opening.open(outer, record, 5, fragment, new byte[2], 0)))
                    .isEqualTo(Reason.BAD_RECORD_MAC);
        }
        assertThat(failure(() -> opening(explicit, 1).open(22, record, 5, fragment, new byte[2], 0)))
                .isEqualTo(Reason.BAD_RECORD_MAC);
        assertThat(failure(() -> opening(explicit, 0).open(22, record, 5, explicit + 15, new byte[2], 0)))
                .isEqualTo(Reason.BAD_RECORD_MAC);
    }

    /** RFC 5288 §3 leaves the explicit part to the sender. */
    @Test
    void aPeerMayChooseItsExplicitNonces() {
        byte[] explicit = HexFormat.of().parseHex("fedcba9876543210");
        byte[] additionalData = {0, 0, 0, 0, 0, 0, 0, 0, 23, 3, 3, 0, 3};
        byte[] fragment = new byte[8 + 3 + 16];
        System.arraycopy(explicit, 0, fragment, 0, 8);
        byte[] nonce = ByteBuffer.allocate(12).put(SALT).put(explicit).array();
        aead(8).sealing(Secret.of(new byte[aead(8).keyLength()]))
                .seal(nonce, additionalData, new byte[] {7, 8, 9}, 0, 3, fragment, 8);
        byte[] target = new byte[3];
        assertThat(opening(8, 0).open(23, fragment, 0, fragment.length, target, 0)).isEqualTo(3);
        assertThat(target).containsExactly(7, 8, 9);
    }

    @Test
    void openingWithoutAcceptingDoesNotCount() {
        byte[] record = sealed(8, 23, new byte[1]);
        Aead12Protection opening = opening(8, 0);
        opening.open(23, record, 5, record.length - 5, new byte[1], 0);
        assertThat(opening.records()).isZero();
        opening.accept();
        assertThat(opening.records()).isEqualTo(1);
    }

    @Test
    void thereIsNoPaddingAndNoOtherNonceForm() {
        assertThatThrownBy(() -> opening(8, 0).seal(23, 3, new byte[99], 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Aead12Protection(new Ledger(), 16, Secret.of(SALT.clone()), 4, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] sealed(int explicit, int type, byte[] payload) {
        Aead12Protection sealing = new Aead12Protection(
                aead(explicit).sealing(Secret.of(new byte[aead(explicit).keyLength()])), 16, iv(explicit), explicit, 0);
        byte[] record = new byte[5 + sealing.overhead() + payload.length];
        System.arraycopy(payload, 0, record, 5 + sealing.headroom(), payload.length);
        assertThat(sealing.seal(type, 3, record, 0, payload.length, 0)).isEqualTo(record.length);
        return record;
    }

    private static Aead12Protection opening(int explicit, long sequence) {
        return new Aead12Protection(
                aead(explicit).opening(Secret.of(new byte[aead(explicit).keyLength()])), 16, iv(explicit), explicit,
                sequence);
    }

    private static Secret iv(int explicit) {
        return Secret.of(explicit == 0 ? IV.clone() : SALT.clone());
    }

    private static Aead aead(int explicit) {
        CipherSuite suite = explicit == 0
                ? CipherSuite.TLS_CHACHA20_POLY1305_SHA256 : CipherSuite.TLS_AES_128_GCM_SHA256;
        return JcaBackend.platform().suites13().stream()
                .filter(s -> s.suite().equals(suite)).findFirst().orElseThrow().aead();
    }

    private static Reason failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(TlsFailure.class, call).reason();
    }

    /** Notes the nonces it is given. */
    private static final class Ledger implements AeadKey {
        final Set<BigInteger> seen = new HashSet<>();
        byte[] last;
        byte[] additionalData;

        @Override
        public int seal(byte[] nonce, byte[] data, byte[] source, int offset, int length, byte[] target, int at) {
            last = nonce.clone();
            additionalData = data.clone();
            if (!seen.add(new BigInteger(1, nonce))) {
                throw new AssertionError("nonce comes again");
            }
            return length + 16;
        }

        @Override
        public int open(byte[] nonce, byte[] data, byte[] source, int offset, int length, byte[] target, int at) {
            throw new AssertionError("only seals");
        }

        @Override
        public void close() {}
    }
}
