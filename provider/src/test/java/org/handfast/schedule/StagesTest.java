package org.handfast.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.crypto.selection.CatalogSelection;
import org.handfast.iana.CipherSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each stage ends the one before, and secrets are wiped when they have served. */
class StagesTest {
    private final Suite13 suite =
            CatalogSelection.standard().catalog().suite13(CipherSuite.TLS_AES_256_GCM_SHA384).orElseThrow();
    private final byte[] hash = new byte[suite.hash().length()];

    @Test
    void theNextStageWipesTheOneBeforeAndTheSharedSecret() {
        Secret shared = secret(32);
        EarlySecret early = EarlySecret.of(suite);
        HandshakeSecret handshake = early.handshake(shared);
        assertThatThrownBy(() -> early.client(hash)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(shared::bytes).isInstanceOf(IllegalStateException.class);
        MainSecret main = handshake.main();
        assertThatThrownBy(() -> handshake.server(hash)).isInstanceOf(IllegalStateException.class);
        main.close();
        assertThatThrownBy(() -> main.client(hash)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPskStaysWithItsOwner() {
        Secret psk = secret(48);
        EarlySecret.of(suite, psk).close();
        assertThat(psk.bytes()).hasSize(48).containsOnly(3);
    }

    @Test
    void theNextTrafficSecretWipesThisOne() {
        TrafficSecret first = TrafficSecret.of(suite, secret(48));
        byte[] before = first.finished(hash);
        TrafficSecret second = first.next();
        assertThat(second.finished(hash)).isNotEqualTo(before).hasSize(48);
        assertThatThrownBy(first::sealing).isInstanceOf(IllegalStateException.class);
        assertThat(second.suite()).isEqualTo(suite);
    }

    @Test
    void clientAndServerDiffer() {
        HandshakeSecret handshake = EarlySecret.of(suite).handshake(secret(32));
        assertThat(handshake.client(hash).finished(hash)).isNotEqualTo(handshake.server(hash).finished(hash));
        MainSecret main = handshake.main();
        assertThat(main.client(hash).finished(hash)).isNotEqualTo(main.server(hash).finished(hash));
    }

    @Test
    void exporters() {
        Exporter exporter = EarlySecret.of(suite).handshake(secret(32)).main().exporter(hash);
        byte[] material = exporter.export("EXPORTER-one", null, 64);
        assertThat(material)
                .hasSize(64)
                .isEqualTo(exporter.export("EXPORTER-one", new byte[0], 64))
                .isNotEqualTo(exporter.export("EXPORTER-two", null, 64));
        assertThat(exporter.export("EXPORTER-one", null, 63)).isNotEqualTo(Arrays.copyOf(material, 63));
        exporter.close();
        assertThatThrownBy(() -> exporter.export("EXPORTER-one", null, 64)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 255 * 48 + 1})
    void exportsOutOfRange(int length) {
        Exporter exporter = EarlySecret.of(suite).handshake(secret(32)).main().exporter(hash);
        assertThatThrownBy(() -> exporter.export("EXPORTER-one", null, length))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> exporter.export("x".repeat(250), null, 16))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsDoNotShow() {
        assertThat(secret(32)).hasToString("Secret[32 bytes]");
        try (TrafficSecret.Keys keys = TrafficSecret.of(suite, secret(48)).sealing()) {
            assertThat(keys.toString()).contains("Secret[12 bytes]").doesNotContain("[B");
        }
    }

    private static Secret secret(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 3);
        return Secret.of(bytes);
    }
}
