package org.handfast.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.handfast.crypto.Randomness;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is shown and what stays secret come from different generators. */
class PlatformRandomnessTest {
    @Test
    @DisplayName("K-9: what is shown and what is secret come from different generators")
    void shownAndSecretAreDifferentGenerators() {
        PlatformRandomness randomness = PlatformRandomness.create();
        assertThat(randomness.shown()).isNotSameAs(randomness);
        assertThat(randomness.shown().bytes(32)).isNotEqualTo(randomness.bytes(32)).isNotEqualTo(new byte[32]);
    }

    @Test
    void aGeneratorForTestsIsBoth() {
        Randomness fixed = target -> Arrays.fill(target, (byte) 7);
        assertThat(fixed.shown()).isSameAs(fixed);
        assertThat(fixed.bytes(2)).containsExactly(7, 7);
    }
}
