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

    @Test
    void sha384() {
        Secret secret = Secret.of(HEX.parseHex("b80b733d6ceefcdc71566ea48e5567df"));
        byte[] seed = HEX.parseHex("cd665cf6a8447dd6ff8b27555edb7465");
        Hash hash = hash(CipherSuite.TLS_AES_256_GCM_SHA384);

        assertThat(HEX.formatHex(Prf.expand(hash, secret, "test label", seed, 148).bytes())).isEqualTo(
                "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe3"
                        + "4f82b1233c9146a0e534cb400fed2700884f9dc236f80edd8bfa961144c9e8d792eca722a7b32fc3"
                        + "d416d473ebc2c5fd4abfdad05d9184259b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236"
                        + "a3e52655c9e9aee691c8f3a26854308d5eaa3be85e0990703d73e56f");
    }

    private static Hash hash(CipherSuite suite) {
        return JcaBackend.platform().suites13().stream()
                .filter(s -> s.suite().equals(suite))
                .map(Suite13::hash)
                .findFirst()
                .orElseThrow();
    }
}
