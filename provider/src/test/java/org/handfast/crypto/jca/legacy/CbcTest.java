package org.handfast.crypto.jca.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CBC with HMAC: what it makes, and that a padding oracle finds nothing, neither in failures nor in counted work. */
class CbcTest {
    private static final byte[] ADDITIONAL = {0, 0, 0, 0, 0, 0, 0, 9, 23, 3, 3};
    private static final byte[] NONE = {};
    private static final int PLACE = 3;

    private final Random random = new Random(5246);
    private final AtomicLong compressions = new AtomicLong();

    static Stream<CbcHmac> all() {
        Random ivs = new Random(7366);
        return Stream.of(CbcMac.values())
                .map(mac -> new CbcHmac(mac == CbcMac.SHA1 ? 16 : 32, mac, CbcHmac.Order.MAC_THEN_ENCRYPT,
                        ivs::nextBytes))
                .flatMap(cbc -> Stream.of(cbc, cbc.encryptThenMac()));
    }

    static Stream<CbcHmac> withHiddenMac() {
        return all().filter(CbcHmac::hidesMac);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsSealedOpensAtEveryLength(CbcHmac cbc) {
        try (AeadKey sealing = cbc.sealing(key(cbc)); AeadKey opening = cbc.opening(key(cbc))) {
            for (int length = 0; length < 600; length++) {
                byte[] data = random(length);
                byte[] fragment = new byte[cbc.sealedLength(length)];
                assertThat(sealing.seal(NONE, ADDITIONAL, data, 0, length, fragment, 0)).isEqualTo(fragment.length);
                byte[] target = new byte[fragment.length];
                assertThat(opening.open(NONE, ADDITIONAL, fragment, 0, fragment.length, target, PLACE))
                        .isEqualTo(length);
                assertThat(Arrays.copyOfRange(target, PLACE, PLACE + length)).isEqualTo(data);
                assertThat(Arrays.copyOfRange(target, PLACE + length, target.length)).containsOnly(0);
            }
        }
    }

    /** In place, as the record layer does it: the IV goes ahead of the data. */
    @ParameterizedTest
    @MethodSource("all")
    void sealsInPlaceAndNeverUsesAnIvTwice(CbcHmac cbc) {
        Set<String> ivs = new TreeSet<>();
        try (AeadKey sealing = cbc.sealing(key(cbc)); AeadKey opening = cbc.opening(key(cbc))) {
            for (int i = 0; i < 100; i++) {
                byte[] record = new byte[5 + cbc.sealedLength(100)];
                Arrays.fill(record, 21, 121, (byte) 7);
                sealing.seal(NONE, ADDITIONAL, record, 21, 100, record, 5);
                ivs.add(Arrays.toString(Arrays.copyOfRange(record, 5, 21)));
                byte[] target = new byte[200];
                assertThat(opening.open(NONE, ADDITIONAL, record, 5, record.length - 5, target, 0)).isEqualTo(100);
                assertThat(Arrays.copyOf(target, 100)).containsOnly(7);
            }
        }
        assertThat(ivs).hasSize(100);
    }

    /** Against the platform's HMAC, at every padding there can be. */
    @ParameterizedTest
    @MethodSource("withHiddenMac")
    void everyPaddingOpensAfterTheSameWork(CbcHmac cbc) throws Exception {
        Set<Long> works = new TreeSet<>();
        int blocks = 320 + 16 * 4;
        for (int padding = 0; padding < 256; padding++) {
            int length = blocks - 1 - padding - cbc.mac().length();
            byte[] data = random(length);
            byte[] fragment = fragment(cbc, data, padding);
            byte[] target = new byte[blocks];
            assertThat(open(cbc, fragment, target, works)).as("padding of %d", padding).isEqualTo(length);
            assertThat(Arrays.copyOf(target, length)).isEqualTo(data);
            assertThat(Arrays.copyOfRange(target, length, blocks)).containsOnly(0);
        }
        assertThat(works).as("compressions").hasSize(1);
    }

    /** Lucky 13 and POODLE: the same failure and the same count of compressions, wherever the damage is. */
    @ParameterizedTest
    @MethodSource("withHiddenMac")
    @DisplayName("N-2: a damaged CBC record is one failure after one amount of work")
    void everyDamagedByteIsOneFailureAfterTheSameWork(CbcHmac cbc) throws Exception {
        Set<Long> works = new TreeSet<>();
        for (int padding : new int[] {0, 1, 15, 16, 63, 64, 127, 200, 255}) {
            int blocks = 320;
            byte[] plain = plain(cbc, random(blocks - 1 - padding - cbc.mac().length()), padding);
            int damaged = blocks - padding - 1 - cbc.mac().length();
            for (int at = Math.max(0, damaged - 20); at < blocks; at++) {
                byte[] wrong = plain.clone();
                wrong[at] ^= (byte) (1 + random.nextInt(255));
                requireRefused(cbc, encrypted(cbc, wrong), works, "padding " + padding + ", byte " + at);
            }
        }
        assertThat(works).as("compressions").hasSize(1);
    }

    /** Every last byte, over a plaintext that is right up to there, and over noise. */
    @ParameterizedTest
    @MethodSource("withHiddenMac")
    void everyLastByteIsOneFailureAfterTheSameWork(CbcHmac cbc) throws Exception {
        for (int blocks : new int[] {CbcHmac.withPadding(cbc.mac().length()), 80, 256, 320}) {
            Set<Long> works = new TreeSet<>();
            byte[] plain = plain(cbc, random(blocks - 1 - 3 - cbc.mac().length()), 3);
            for (int last = 0; last < 256; last++) {
                byte[] wrong = plain.clone();
                wrong[blocks - 1] = (byte) last;
                if (last != 3) {
                    requireRefused(cbc, encrypted(cbc, wrong), works, "last byte " + last);
                }
                byte[] noise = random(blocks);
                Arrays.fill(noise, Math.max(0, blocks - 1 - last), blocks, (byte) last);
                requireRefused(cbc, encrypted(cbc, noise), works, "good padding of " + last + " over noise");
            }
            assertThat(works).as("compressions for %d bytes", blocks).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void lengthsThatCannotBeAreTheSameFailure(CbcHmac cbc) {
        try (AeadKey opening = cbc.opening(key(cbc))) {
            for (int length = 0; length < 150; length++) {
                byte[] fragment = random(length);
                byte[] target = new byte[200];
                TlsFailure failure = catchThrowableOfType(TlsFailure.class,
                        () -> opening.open(NONE, ADDITIONAL, fragment, 0, fragment.length, target, 0));
                assertThat(failure.reason()).isEqualTo(Reason.BAD_RECORD_MAC);
                assertThat(target).containsOnly(0);
            }
        }
    }

    /** RFC 7366 §3: not one byte is decrypted before the MAC is right. */
    @Test
    void everyDamagedByteIsSeenBeforeDecryptingWithEncryptThenMac() {
        CbcHmac cbc = all().filter(c -> !c.hidesMac()).findFirst().orElseThrow();
        byte[] fragment = new byte[cbc.sealedLength(40)];
        try (AeadKey sealing = cbc.sealing(key(cbc))) {
            sealing.seal(NONE, ADDITIONAL, random(40), 0, 40, fragment, 0);
        }
        Set<Long> works = new TreeSet<>();
        for (int at = 0; at < fragment.length; at++) {
            byte[] wrong = fragment.clone();
            wrong[at] ^= 1;
            requireRefused(cbc, wrong, works, "byte " + at);
        }
        assertThat(works).hasSize(1);
    }

    @Test
    void sequenceAndTypeAreUnderTheMac() {
        CbcHmac cbc = withHiddenMac().findFirst().orElseThrow();
        byte[] fragment = new byte[cbc.sealedLength(5)];
        try (AeadKey sealing = cbc.sealing(key(cbc)); AeadKey opening = cbc.opening(key(cbc))) {
            sealing.seal(NONE, ADDITIONAL, new byte[5], 0, 5, fragment, 0);
            for (int at = 0; at < ADDITIONAL.length; at++) {
                byte[] other = ADDITIONAL.clone();
                other[at] ^= 1;
                assertThat(catchThrowableOfType(TlsFailure.class,
                        () -> opening.open(NONE, other, fragment, 0, fragment.length, new byte[64], 0)).reason())
                        .isEqualTo(Reason.BAD_RECORD_MAC);
            }
        }
    }

    @Test
    void closedKeysDoNothing() {
        CbcHmac cbc = withHiddenMac().findFirst().orElseThrow();
        AeadKey sealing = cbc.sealing(key(cbc));
        sealing.close();
        sealing.close();
        assertThat(catchThrowableOfType(IllegalStateException.class,
                () -> sealing.seal(NONE, ADDITIONAL, new byte[5], 0, 5, new byte[100], 0))).isNotNull();
    }

    private void requireRefused(CbcHmac cbc, byte[] fragment, Set<Long> works, String what) {
        byte[] target = new byte[fragment.length];
        Arrays.fill(target, (byte) 1);
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> open(cbc, fragment, target, works));
        assertThat(failure).as(what).isNotNull();
        assertThat(failure.reason()).as(what).isEqualTo(Reason.BAD_RECORD_MAC);
        assertThat(failure.facts()).as(what).containsOnlyKeys("length")
                .containsEntry("length", String.valueOf(fragment.length));
        int blocks = fragment.length - 16 - (cbc.hidesMac() ? 0 : cbc.mac().length());
        assertThat(Arrays.copyOf(target, blocks)).as(what).containsOnly(0);
    }

    private int open(CbcHmac cbc, byte[] fragment, byte[] target, Set<Long> works) {
        try (AeadKey opening = new CbcOpening(cbc, key(cbc), () -> new CountedHash(cbc.mac(), compressions))) {
            compressions.set(0);
            try {
                return opening.open(NONE, ADDITIONAL, fragment, 0, fragment.length, target, 0);
            } finally {
                works.add(compressions.get());
            }
        }
    }

    private static byte[] fragment(CbcHmac cbc, byte[] data, int padding) throws Exception {
        return encrypted(cbc, plain(cbc, data, padding));
    }

    /** Data, MAC and padding, made without what is under test. */
    private static byte[] plain(CbcHmac cbc, byte[] data, int padding) throws Exception {
        String name = "Hmac" + cbc.mac();
        Mac mac = Mac.getInstance(name);
        mac.init(new SecretKeySpec(Arrays.copyOf(key(cbc).bytes(), cbc.macKeyLength()), name));
        mac.update(ADDITIONAL);
        mac.update(new byte[] {(byte) (data.length >> 8), (byte) data.length});
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        plain.writeBytes(data);
        plain.writeBytes(mac.doFinal(data));
        for (int i = 0; i <= padding; i++) {
            plain.write(padding);
        }
        return plain.toByteArray();
    }

    private static byte[] encrypted(CbcHmac cbc, byte[] plain) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        byte[] key = Arrays.copyOfRange(key(cbc).bytes(), cbc.macKeyLength(), cbc.keyLength());
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        byte[] fragment = new byte[16 + plain.length];
        cipher.doFinal(plain, 0, plain.length, fragment, 16);
        return fragment;
    }

    private static Secret key(CbcHmac cbc) {
        byte[] key = new byte[cbc.keyLength()];
        new Random(20261124).nextBytes(key);
        return Secret.of(key);
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
