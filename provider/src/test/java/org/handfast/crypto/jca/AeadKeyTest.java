package org.handfast.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AeadKeyTest {
    private static final byte[] HEADER = {23, 3, 3, 0, 20};

    static List<Aead> aeads() {
        return JcaBackend.platform().suites13().stream().map(Suite13::aead).toList();
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void manyRecordsUnderOneKey(Aead aead) {
        try (Secret key = key(aead); AeadKey sealing = aead.sealing(key); AeadKey opening = aead.opening(key)) {
            for (int sequence = 0; sequence < 300; sequence++) {
                byte[] record = new byte[100 + 16];
                Arrays.fill(record, 0, 100, (byte) sequence);
                assertThat(sealing.seal(nonce(sequence), HEADER, record, 0, 100, record, 0)).isEqualTo(116);
                byte[] plain = new byte[100];
                assertThat(opening.open(nonce(sequence), HEADER, record, 0, 116, plain, 0)).isEqualTo(100);
                assertThat(plain).containsOnly(sequence);
            }
        }
    }

    /** Skipped early data is tried again and again under the nonce that the right record will have. */
    @ParameterizedTest
    @MethodSource("aeads")
    void theSameNonceAfterAFailure(Aead aead) {
        try (Secret key = key(aead); AeadKey sealing = aead.sealing(key); AeadKey opening = aead.opening(key)) {
            byte[] record = new byte[20];
            sealing.seal(nonce(0), HEADER, new byte[] {1, 2, 3, 4}, 0, 4, record, 0);
            byte[] target = {9, 9, 9, 9, 9};
            for (int i = 0; i < 3; i++) {
                byte[] forged = record.clone();
                forged[i] ^= 1;
                assertBad(() -> opening.open(nonce(0), HEADER, forged, 0, 20, target, 0));
                assertThat(target).containsExactly(0, 0, 0, 0, 9);
            }
            assertThat(opening.open(nonce(0), HEADER, record, 0, 20, target, 0)).isEqualTo(4);
            assertThat(target).containsExactly(1, 2, 3, 4, 9);
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void recordsShorterThanATag(Aead aead) {
        try (Secret key = key(aead); AeadKey opening = aead.opening(key)) {
            assertBad(() -> opening.open(nonce(0), HEADER, new byte[15], 0, 15, new byte[0], 0));
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void oneDirectionOnlyAndNoneAfterClose(Aead aead) {
        try (Secret key = key(aead)) {
            AeadKey sealing = aead.sealing(key);
            AeadKey opening = aead.opening(key);
            byte[] room = new byte[40];
            assertThatThrownBy(() -> sealing.open(nonce(0), HEADER, room, 0, 20, room, 20))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> opening.seal(nonce(0), HEADER, room, 0, 4, room, 0))
                    .isInstanceOf(IllegalStateException.class);
            sealing.close();
            sealing.close();
            assertThatThrownBy(() -> sealing.seal(nonce(1), HEADER, room, 0, 4, room, 0))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    /** The platform refuses to seal twice under one nonce; we never hide that. */
    @ParameterizedTest
    @MethodSource("aeads")
    void aNonceIsNeverUsedTwice(Aead aead) {
        try (Secret key = key(aead); AeadKey sealing = aead.sealing(key)) {
            byte[] room = new byte[40];
            sealing.seal(nonce(7), HEADER, room, 0, 4, room, 0);
            assertThatThrownBy(() -> sealing.seal(nonce(7), HEADER, room, 0, 4, room, 0))
                    .isInstanceOfSatisfying(
                            TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.INTERNAL_ERROR));
        }
    }

    private static void assertBad(Runnable use) {
        assertThatThrownBy(use::run).isInstanceOfSatisfying(
                TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_RECORD_MAC));
    }

    private static Secret key(Aead aead) {
        byte[] bytes = new byte[aead.keyLength()];
        Arrays.fill(bytes, (byte) 5);
        return Secret.of(bytes);
    }

    private static byte[] nonce(int sequence) {
        byte[] nonce = new byte[12];
        nonce[10] = (byte) (sequence >>> 8);
        nonce[11] = (byte) sequence;
        return nonce;
    }
}
