package org.handfast.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.selection.CatalogSelection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that follows from a premaster secret, against Bouncy Castle's TLS, for every suite. */
class MainSecret12Test {
    private static final TlsCrypto ORACLE = new BcTlsCrypto(new SecureRandom());

    private final Random random = new Random(12);
    private final byte[] premaster = bytes(48);
    private final byte[] client = bytes(32);
    private final byte[] server = bytes(32);

    static List<Suite12> suites() {
        return CatalogSelection.standard().catalog().suites12();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void plainMainSecret(Suite12 suite) {
        try (MainSecret12 main = plain(suite)) {
            assertThat(main.copy().bytes())
                    .isEqualTo(oracle(suite, premaster, "master secret", concat(client, server), 48));
            assertThat(main.suite()).isEqualTo(suite);
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void extendedMainSecret(Suite12 suite) {
        byte[] sessionHash = bytes(suite.hash().length());
        try (MainSecret12 main = MainSecret12.extended(suite, Secret.of(premaster.clone()), sessionHash)) {
            assertThat(main.copy().bytes())
                    .isEqualTo(oracle(suite, premaster, "extended master secret", sessionHash, 48));
        }
    }

    /** Client's key, server's key, client's salt, server's salt (RFC 5246 §6.3). */
    @ParameterizedTest
    @MethodSource("suites")
    void keyBlock(Suite12 suite) {
        int key = suite.aead().keyLength();
        int iv = suite.fixedIvLength();
        try (MainSecret12 main = plain(suite); MainSecret12.KeyBlock keys = main.keys(client, server)) {
            byte[] block = oracle(
                    suite, main.copy().bytes(), "key expansion", concat(server, client), 2 * (key + iv));
            assertSeals(keys.client(), part(block, 0, key));
            assertSeals(keys.server(), part(block, key, key));
            assertThat(keys.client().fixedIv().bytes()).isEqualTo(part(block, 2 * key, iv));
            assertThat(keys.server().fixedIv().bytes()).isEqualTo(part(block, 2 * key + iv, iv));
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void finished(Suite12 suite) {
        byte[] transcript = bytes(suite.hash().length());
        try (MainSecret12 main = plain(suite)) {
            byte[] secret = main.copy().bytes();
            assertThat(main.clientFinished(transcript))
                    .isEqualTo(oracle(suite, secret, "client finished", transcript, 12));
            assertThat(main.serverFinished(transcript))
                    .isEqualTo(oracle(suite, secret, "server finished", transcript, 12));
        }
    }

    /** RFC 5705 §4: "If no context is provided" and an empty context are two things. */
    @ParameterizedTest
    @MethodSource("suites")
    void exporter(Suite12 suite) {
        byte[] context = bytes(300);
        try (MainSecret12 main = plain(suite); Exporter exporter = main.exporter(client, server)) {
            byte[] secret = main.copy().bytes();
            byte[] randoms = concat(client, server);
            assertThat(exporter.export("EXPORTER-a", null, 77))
                    .isEqualTo(oracle(suite, secret, "EXPORTER-a", randoms, 77));
            assertThat(exporter.export("EXPORTER-a", new byte[0], 77))
                    .isEqualTo(oracle(suite, secret, "EXPORTER-a", concat(randoms, new byte[2]), 77))
                    .isNotEqualTo(exporter.export("EXPORTER-a", null, 77));
            byte[] withContext = concat(concat(randoms, new byte[] {1, 44}), context);
            assertThat(exporter.export("EXPORTER-a", context, 1))
                    .isEqualTo(oracle(suite, secret, "EXPORTER-a", withContext, 1));
        }
    }

    @Test
    void exporterLimits() {
        try (MainSecret12 main = plain(suites().get(0)); Exporter exporter = main.exporter(client, server)) {
            assertThat(exporter.export("a", new byte[0xFFFF], 1)).hasSize(1);
            assertThatThrownBy(() -> exporter.export("a", new byte[0x10000], 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> exporter.export("a", null, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The exporter and its likes have copies: they outlive the handshake. */
    @Test
    void whatIsWipedWithIt() {
        Secret used = Secret.of(premaster.clone());
        MainSecret12 main = MainSecret12.plain(suites().get(0), used, client, server);
        assertThatThrownBy(used::bytes).isInstanceOf(IllegalStateException.class);
        Exporter exporter = main.exporter(client, server);
        Secret copy = main.copy();
        byte[] exported = exporter.export("a", null, 16);
        main.close();
        main.close();
        assertThat(exporter.export("a", null, 16)).isEqualTo(exported);
        assertThat(copy.bytes()).isNotEqualTo(new byte[48]);
        assertThatThrownBy(() -> main.keys(client, server)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> main.clientFinished(new byte[32])).isInstanceOf(IllegalStateException.class);
        exporter.close();
        assertThatThrownBy(() -> exporter.export("a", null, 16)).isInstanceOf(IllegalStateException.class);
    }

    private MainSecret12 plain(Suite12 suite) {
        return MainSecret12.plain(suite, Secret.of(premaster.clone()), client, server);
    }

    /** What one seals, a key made of the oracle's bytes opens. */
    private static void assertSeals(WriteKeys12 keys, byte[] expected) {
        byte[] nonce = new byte[12];
        byte[] sealed = new byte[3 + 16];
        byte[] opened = new byte[3];
        try (AeadKey sealing = keys.sealing(); AeadKey opening = keys.aead().opening(Secret.of(expected))) {
            sealing.seal(nonce, new byte[0], new byte[] {1, 2, 3}, 0, 3, sealed, 0);
            opening.open(nonce, new byte[0], sealed, 0, sealed.length, opened, 0);
        }
        assertThat(opened).containsExactly(1, 2, 3);
    }

    private static byte[] oracle(Suite12 suite, byte[] secret, String label, byte[] seed, int length) {
        int prf = suite.hash().length() == 48 ? PRFAlgorithm.tls_prf_sha384 : PRFAlgorithm.tls_prf_sha256;
        TlsSecret theirs = ORACLE.createSecret(secret.clone());
        return theirs.deriveUsingPRF(prf, label, seed, length).extract();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] part(byte[] block, int from, int length) {
        return Arrays.copyOfRange(block, from, from + length);
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
