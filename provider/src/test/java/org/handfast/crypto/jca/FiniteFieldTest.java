package org.handfast.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.handfast.crypto.FfdheParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The primes of RFC 7919, which are computed and not typed. */
class FiniteFieldTest {
    /** RFC 7919 appendix A: 64 ones, then the digits of e, and 64 ones at the end. */
    @ParameterizedTest
    @EnumSource(FfdheParameters.class)
    void beginAndEndAsTheFormulaSays(FfdheParameters size) {
        String hex = size.prime().toString(16);
        assertThat(hex).startsWith("ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695")
                .endsWith("ffffffffffffffff");
        assertThat(size.length()).isEqualTo(hex.length() / 2);
    }

    @Test
    void theSmallestIsASafePrime() {
        BigInteger prime = FfdheParameters.FFDHE2048.prime();
        assertThat(prime.isProbablePrime(20)).isTrue();
        assertThat(prime.shiftRight(1).isProbablePrime(20)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(FfdheParameters.class)
    void areThoseThatBouncyCastleCopied(FfdheParameters size) {
        DHParameters copied = switch (size) {
            case FFDHE2048 -> DHStandardGroups.rfc7919_ffdhe2048;
            case FFDHE3072 -> DHStandardGroups.rfc7919_ffdhe3072;
            case FFDHE4096 -> DHStandardGroups.rfc7919_ffdhe4096;
            case FFDHE6144 -> DHStandardGroups.rfc7919_ffdhe6144;
            case FFDHE8192 -> DHStandardGroups.rfc7919_ffdhe8192;
        };
        assertThat(size.prime()).isEqualTo(copied.getP());
        assertThat(size.generator()).isEqualTo(copied.getG());
    }
}
