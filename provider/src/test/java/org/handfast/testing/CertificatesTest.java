package org.handfast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificatesTest {
    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void everyKindOfKeyIssuesAndIsIssued(KeyKind kind) throws Exception {
        Authority root = Certificates.authority("Root", kind);
        Authority middle = root.intermediate("Middle");
        Identity leaf = middle.localhost(kind);

        List<X509Certificate> chain = leaf.chain();
        assertThat(chain).hasSize(2);
        PublicKey above = root.certificate().getPublicKey();
        chain.get(1).verify(above);
        chain.get(0).verify(chain.get(1).getPublicKey());
        assertThat(leaf.certificate().getSubjectAlternativeNames()).hasSize(2);
        assertThat(leaf.keyStore("a").getKey("a", Identity.PASSWORD)).isNotNull();
        assertThat(Certificates.trusting(root).size()).isEqualTo(1);
    }
}
