package org.handfast.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.iana.CipherSuite;
import org.junit.jupiter.api.Test;

/** The PRF against the vectors posted to the TLS working group's list in 2010 and repeated by several libraries. */
class PrfTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void sha256() {
        Secret secret = Secret.of(HEX.parseHex("9bbe436ba940f017b17652849a71db35"));
        byte[] seed = HEX.parseHex("a0ba9f936cda311827a6f796ffd5198c");
        Hash hash = hash(CipherSuite.TLS_AES_128_GCM_SHA256);

        assertThat(HEX.formatHex(Prf.expand(hash, secret, "test label", seed, 100).bytes())).isEqualTo(
                "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9"
                        + "c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789ba"
                        + "a48082d122ee42c5a72e5a5110fff70187347b66");
    }

    private static Hash hash(CipherSuite suite) {
        return JcaBackend.platform().suites13().stream()
                .filter(s -> s.suite().equals(suite))
                .map(Suite13::hash)
                .findFirst()
                .orElseThrow();
    }
}
