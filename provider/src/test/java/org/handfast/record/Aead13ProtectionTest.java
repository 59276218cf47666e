package org.handfast.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.HashSet;
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

class Aead13ProtectionTest {
    private static final Aead AES = JcaBackend.platform().suites13().stream()
            .filter(s -> s.suite().equals(CipherSuite.TLS_AES_128_GCM_SHA256)).findFirst().orElseThrow().aead();
    private static final byte[] IV = HexFormat.of().parseHex("5d313eb2671276ee13000b30");

    /** RFC 8448 §3: the server's protected records of application data and close_notify. */
    @Test
    void rfc8448Records() {
        byte[] key = HexFormat.of().parseHex("9f02283b6c9c07efc26bb9f2ac92e356");
        byte[] iv = HexFormat.of().parseHex("cf782b88dd83549aadf1e984");
        Aead13Protection sealing = new Aead13Protection(AES.sealing(Secret.of(key)), 16, Secret.of(iv), 1);
        byte[] record = new byte[5 + 50 + 17];
        for (int i = 0; i < 50; i++) {
            record[5 + i] = (byte) i;
        }
        assertThat(sealing.seal(23, 3, record, 0, 50, 0)).isEqualTo(record.length);
        assertThat(HexFormat.of().formatHex(record)).isEqualTo("17030300432e937e11ef4ac740e538ad36005fc4a46932fc3225"
                + "d05f82aa1b36e30efaf97d90e6dffc602dcb501a59a8fcc49c4bf2e5f0a21c0047c2abf332540dd032e167c2955d");
        byte[] alert = new byte[24];
        alert[5] = 1;
        assertThat(sealing.seal(21, 3, alert, 0, 2, 0)).isEqualTo(24);
        assertThat(HexFormat.of().formatHex(alert)).isEqualTo("1703030013b58fd67166ebf599d24720cfbe7efa7a8864a9");
    }

    @Test
    @DisplayName("K-5: a nonce never comes twice")
    void everyNonceIsIvXorSequenceAndNoneComesTwice() {
        Ledger ledger = new Ledger();
        Aead13Protection sealing = new Aead13Protection(ledger, 16, Secret.of(IV.clone()));
        byte[] record = new byte[64];
        for (int i = 0; i < 1 << 16; i++) {
            sealing.seal(23, 3, record, 0, 1, 0);
            if (i % 4099 == 0) {
                byte[] expected = new BigInteger(1, IV).xor(BigInteger.valueOf(i)).toByteArray();
                assertThat(ledger.last).isEqualTo(Arrays.copyOf(expected, 12));
            }
        }
        assertThat(ledger.seen).hasSize(1 << 16);
        assertThat(ledger.additionalData).containsExactly(23, 3, 3, 0, 18);
    }

    @Test
    void theSequenceNeverWraps() {
        Aead13Protection last = new Aead13Protection(new Ledger(), 16, Secret.of(IV.clone()), -1L);
        TlsFailure failure = catchThrowableOfType(() -> last.seal(23, 3, new byte[64], 0, 1, 0), TlsFailure.class);
        assertThat(failure.reason()).isEqualTo(Reason.SEQUENCE_EXHAUSTED);
    }

    @Test
    void paddingIsRemovedAndItsPlaceLeftEmpty() {
        byte[] record = seal(new byte[] {1, 2, 3, 0, 0, 22, 0, 0, 0, 0});
        byte[] target = new byte[40];
        Arrays.fill(target, (byte) 9);
        Aead13Protection opening = opening();
        assertThat(opening.room(record.length)).isEqualTo(10);
        assertThat(opening.open(23, record, 0, record.length, target, 3)).isEqualTo(5);
        assertThat(opening.openedType()).isEqualTo(22);
        assertThat(Arrays.copyOfRange(target, 2, 14)).containsExactly(9, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 9);
    }

    @Test
    void allZerosIsFatal() {
        assertThat(openFailure(seal(new byte[20])).reason()).isEqualTo(Reason.NO_CONTENT_TYPE);
        assertThat(openFailure(seal(new byte[0])).reason()).isEqualTo(Reason.NO_CONTENT_TYPE);
    }

    @Test
    void innerPlaintextAtTheLimitAndOneMore() {
        byte[] largest = new byte[16385];
        largest[16384] = 23;
        byte[] record = seal(largest);
        assertThat(opening().open(23, record, 0, record.length, new byte[16385], 0)).isEqualTo(16384);
        byte[] larger = new byte[16386];
        larger[10] = 23;
        assertThat(openFailure(seal(larger)).reason()).isEqualTo(Reason.RECORD_OVERFLOW);
    }

    @Test
    @DisplayName("K-7: a bad tag leaves zeros, TLS 1.3")
    void everyFlippedBitIsABadMacAndLeavesZeros() {
        byte[] inner = {1, 2, 3, 4, 5, 6, 7, 8, 23};
        byte[] record = seal(inner);
        for (int bit = 0; bit < record.length * 8; bit++) {
            byte[] bad = record.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] target = new byte[inner.length];
            Arrays.fill(target, (byte) 7);
            TlsFailure failure =
                    catchThrowableOfType(() -> opening().open(23, bad, 0, bad.length, target, 0), TlsFailure.class);
            assertThat(failure.reason()).isEqualTo(Reason.BAD_RECORD_MAC);
            assertThat(target).containsOnly(0);
        }
        assertThat(openFailure(new byte[15]).reason()).isEqualTo(Reason.BAD_RECORD_MAC);
    }

    @Test
    void onlyOuterTypeApplicationDataIsOpened() {
        byte[] record = seal(new byte[] {1, 23});
        for (int type = 0; type < 256; type++) {
            int outer = type;
            if (outer != 23) {
                TlsFailure failure = catchThrowableOfType(
                        () -> opening().open(outer, record, 0, record.length, new byte[64], 0), TlsFailure.class);
                assertThat(failure.reason()).isEqualTo(Reason.UNEXPECTED_RECORD_TYPE);
            }
        }
    }

    @Test
    void openingWithoutAcceptingDoesNotCount() {
        byte[] record = seal(new byte[] {1, 23});
        Aead13Protection opening = opening();
        opening.open(23, record, 0, record.length, new byte[64], 0);
        assertThat(opening.records()).isZero();
        opening.accept();
        assertThat(opening.records()).isEqualTo(1);
    }

    private static TlsFailure openFailure(byte[] fragment) {
        return catchThrowableOfType(
                () -> opening().open(23, fragment, 0, fragment.length, new byte[20000], 0), TlsFailure.class);
    }

    private static Aead13Protection opening() {
        return new Aead13Protection(AES.opening(Secret.of(new byte[16])), 16, Secret.of(IV.clone()));
    }

    /** A fragment of any inner plaintext, also one that no Handfast would write. */
    private static byte[] seal(byte[] inner) {
        byte[] header = {23, 3, 3, (byte) (inner.length + 16 >> 8), (byte) (inner.length + 16)};
        byte[] sealed = new byte[inner.length + 16];
        AES.sealing(Secret.of(new byte[16])).seal(IV, header, inner, 0, inner.length, sealed, 0);
        return sealed;
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
            assertThat(seen.add(new BigInteger(1, nonce))).isTrue();
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
