package org.handfast.crypto.jca.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.handfast.crypto.KeyTransport;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Implicit rejection: whatever is wrong, there is a premaster secret, the one drawn before, after the same steps. */
class RsaKeyTransportTest {
    private static final int VERSION = 0x0303;
    private static final KeyPair KEYS = KeyKind.RSA_2048.keyPair();
    private static final RSAPublicKey PUBLIC = (RSAPublicKey) KEYS.getPublic();
    private static final int LENGTH = 256;

    private final Random random = new Random(20261124);
    private final Randomness drawn = target -> Arrays.fill(target, (byte) 0x5A);
    private int decryptions;
    private int kept = LENGTH;
    private final RsaKeyTransport transport = new RsaKeyTransport((key, block) -> {
        decryptions++;
        return padded(new BigInteger(1, block).modPow(
                ((RSAPrivateKey) key).getPrivateExponent(), PUBLIC.getModulus()), kept);
    });

    @Test
    void whatIsSealedOpens() {
        KeyTransport both = new RsaKeyTransport();
        for (int i = 0; i < 20; i++) {
            KeyTransport.Sealed sealed = both.seal(PUBLIC, VERSION, random::nextBytes);
            assertThat(sealed.encrypted()).hasSize(LENGTH);
            assertThat(sealed.premaster().bytes()).hasSize(48).startsWith(3, 3);
            try (Secret opened = both.open(KEYS.getPrivate(), PUBLIC, sealed.encrypted(), VERSION, drawn)) {
                assertThat(opened.bytes()).isEqualTo(sealed.premaster().bytes());
            }
        }
    }

    /** Some providers leave leading zeros away. */
    @Test
    void aShortNumberIsTheSame() {
        byte[] good = block(VERSION);
        for (int length : new int[] {0, LENGTH}) {
            kept = length;
            assertThat(open(encrypted(good))).isEqualTo(Arrays.copyOfRange(good, LENGTH - 48, LENGTH));
        }
    }

    @Test
    @DisplayName("N-2: RSA with implicit rejection, one code path")
    void everythingWrongGivesTheSecretDrawnBefore() {
        byte[] otherwise = new byte[48];
        Arrays.fill(otherwise, (byte) 0x5A);
        otherwise[0] = 3;
        otherwise[1] = 3;
        for (Map.Entry<String, byte[]> wrong : wrong().entrySet()) {
            decryptions = 0;
            assertThat(open(wrong.getValue())).as(wrong.getKey()).isEqualTo(otherwise);
            assertThat(decryptions).as("decryptions with %s", wrong.getKey()).isOne();
        }
    }

    /** RFC 5246 §7.4.7.1: the version is client_version of the hello, whatever was negotiated. */
    @Test
    void theVersionIsThatOfTheHello() {
        byte[] newer = block(0x0305);
        try (Secret opened = transport.open(KEYS.getPrivate(), PUBLIC, encrypted(newer), 0x0305, drawn)) {
            assertThat(opened.bytes()).isEqualTo(Arrays.copyOfRange(newer, LENGTH - 48, LENGTH));
        }
    }

    private Map<String, byte[]> wrong() {
        Map<String, byte[]> wrong = new LinkedHashMap<>();
        for (int position = 0; position < LENGTH - 48; position++) {
            byte[] block = block(VERSION);
            boolean filling = position > 1 && position < LENGTH - 49;
            block[position] = (byte) (filling ? 0 : block[position] ^ (position == 0 ? 1 : 0x81));
            wrong.put("padding at " + position, encrypted(block));
        }
        for (int version : new int[] {0x0300, 0x0302, 0x0304, 0x0203, 0xFFFF}) {
            wrong.put("version " + version, encrypted(block(version)));
        }
        for (int secret : new int[] {0, 47, 49, 245}) {
            byte[] block = block(VERSION);
            Arrays.fill(block, 2, LENGTH - secret - 1, (byte) 0x11);
            block[LENGTH - secret - 1] = 0;
            if (secret < 48) {
                block[LENGTH - 49] = 0x11;
            }
            wrong.put("secret of " + secret, encrypted(block));
        }
        byte[] fine = encrypted(block(VERSION));
        wrong.put("nothing", new byte[0]);
        wrong.put("one byte", new byte[1]);
        wrong.put("a byte less", Arrays.copyOf(fine, LENGTH - 1));
        wrong.put("a byte more", Arrays.copyOf(fine, LENGTH + 1));
        byte[] wide = new byte[LENGTH + 1];
        System.arraycopy(fine, 0, wide, 1, LENGTH);
        wrong.put("a zero ahead", wide);
        wrong.put("65535 bytes", new byte[65535]);
        wrong.put("zero", new byte[LENGTH]);
        wrong.put("the modulus", padded(PUBLIC.getModulus(), LENGTH));
        wrong.put("more than the modulus", padded(PUBLIC.getModulus().add(BigInteger.TWO), LENGTH));
        return wrong;
    }

    private byte[] open(byte[] received) {
        try (Secret opened = transport.open(KEYS.getPrivate(), PUBLIC, received, VERSION, drawn)) {
            return opened.bytes().clone();
        }
    }

    /** As RFC 8017 §7.2.1 has it. */
    private byte[] block(int version) {
        byte[] block = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            block[i] = (byte) (1 + random.nextInt(255));
        }
        block[0] = 0;
        block[1] = 2;
        block[LENGTH - 49] = 0;
        block[LENGTH - 48] = (byte) (version >> 8);
        block[LENGTH - 47] = (byte) version;
        return block;
    }

    private static byte[] encrypted(byte[] block) {
        return padded(new BigInteger(1, block).modPow(PUBLIC.getPublicExponent(), PUBLIC.getModulus()), LENGTH);
    }

    /** @param length with leading zeros; 0: none */
    private static byte[] padded(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        int kept = bytes.length - sign;
        byte[] padded = new byte[Math.max(kept, length)];
        System.arraycopy(bytes, sign, padded, padded.length - kept, kept);
        return padded;
    }
}
