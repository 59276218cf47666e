package org.handfast.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.iana.CipherSuite;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which suites exist at all, which have an implementation, and which are on without being named. */
class SuiteTableTest {
    private static final String NEVER = ".*(_anon_|NULL|EXPORT|RC4|DES|IDEA|MD5|TLS_DH_|TLS_ECDH_|PSK|SRP|KRB5).*";
    private static final String AEAD = ".*(_GCM_|_CCM|CHACHA20_POLY1305).*";

    @Test
    @DisplayName("N-2: what is broken has no name here")
    void brokenSuitesAreNowhere() throws IllegalAccessException {
        List<String> names = Arrays.stream(CipherSuite.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == CipherSuite.class)
                .map(field -> field.getName())
                .toList();
        assertThat(names).hasSizeGreaterThan(8).noneMatch(name -> name.matches(NEVER));
    }

    @Test
    @DisplayName("N-2: forward secrecy and AEAD, unless a profile names another suite")
    void otherSuitesHaveNoSourceUnasked() {
        assertThat(JcaBackend.platform().suites12()).isNotEmpty().allMatch(
                suite -> suite.keyExchange() != Suite12.KeyExchange.RSA && suite.suite().toString().matches(AEAD));
        for (Policy policy : Profiles.dated()) {
            assertThat(Profiles.withTls12(policy).suites()).allMatch(suite -> suite.toString().matches(AEAD)
                    && (suite.isTls13() || suite.toString().startsWith("TLS_ECDHE_")));
        }
    }
}
