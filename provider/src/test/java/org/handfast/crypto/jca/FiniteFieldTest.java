package org.handfast.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The primes of RFC 7919, which are computed and not typed. */
class FiniteFieldTest {
    /** RFC 7919 appendix A: 64 ones, then the digits of e, and 64 ones at the end. */
    @ParameterizedTest
    @EnumSource(FiniteField.Size.class)
    void beginAndEndAsTheFormulaSays(FiniteField.Size size) {
        String hex = size.with(null).prime().toString(16);
        assertThat(hex).startsWith("ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695")
                .endsWith("ffffffffffffffff");
        assertThat(size.with(null).length()).isEqualTo(hex.length() / 2);
    }

    @Test
    void theSmallestIsASafePrime() {
        BigInteger prime = FiniteField.Size.FFDHE2048.with(null).prime();
        assertThat(prime.isProbablePrime(20)).isTrue();
        assertThat(prime.shiftRight(1).isProbablePrime(20)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(FiniteField.Size.class)
    void areThoseThatBouncyCastleCopied(FiniteField.Size size) {
        DHParameters copied = switch (size) {
            case FFDHE2048 -> DHStandardGroups.rfc7919_ffdhe2048;
            case FFDHE3072 -> DHStandardGroups.rfc7919_ffdhe3072;
            case FFDHE4096 -> DHStandardGroups.rfc7919_ffdhe4096;
            case FFDHE6144 -> DHStandardGroups.rfc7919_ffdhe6144;
            case FFDHE8192 -> DHStandardGroups.rfc7919_ffdhe8192;
        };
        assertThat(size.with(null).prime()).isEqualTo(copied.getP());
        assertThat(size.with(null).parameters().getG()).isEqualTo(copied.getG());
    }
}
