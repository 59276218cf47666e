package org.handfast.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.selection.CatalogSelection;
import org.handfast.iana.SignatureScheme;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;

class CredentialSetTest {
    private static final Catalog CATALOG = CatalogSelection.standard().catalog();
    private static final Authority CA = Certificates.authority("Root");
    private static final Authority RSA_CA = Certificates.authority("RSA Root", KeyKind.RSA_2048);
    private static final List<SignatureScheme> ALL = List.of(SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.ED25519);

    private static final NamedCredential FIRST = named(CA.issue("first").make(), "first", "first.example.com");
    private static final NamedCredential WILD = named(CA.issue("wild").make(), "wild", "*.example.com");
    private static final NamedCredential EXACT = named(CA.issue("exact").make(), "exact", "www.example.com");
    private static final NamedCredential RSA =
            named(CA.issue("rsa").keys(KeyKind.RSA_2048).make(), "rsa", "www.example.com");
    private static final NamedCredential BY_RSA = named(RSA_CA.issue("by rsa").make(), "by rsa", "www.example.com");

    @Test
    void anExactNameBeatsAWildcardBeatsTheFirst() {
        CredentialSet set = set(FIRST, WILD, EXACT);
        assertThat(server(set, "www.example.com", ALL, ALL)).isEqualTo("exact");
        assertThat(server(set, "WWW.Example.COM", ALL, ALL)).isEqualTo("exact");
        assertThat(server(set, "mail.example.com", ALL, ALL)).isEqualTo("wild");
        assertThat(server(set, "a.b.example.com", ALL, ALL)).isEqualTo("first");
        assertThat(server(set, "elsewhere.test", ALL, ALL)).isEqualTo("first");
    }

    @Test
    void withoutANameTheFirstThatFits() {
        CredentialSet set = set(RSA, FIRST, WILD);
        assertThat(choice(set, Role.SERVER, HandshakeFacts.NONE, ALL, ALL, List.of())).isEqualTo("rsa");
        assertThat(choice(set, Role.SERVER, HandshakeFacts.NONE,
                List.of(SignatureScheme.ECDSA_SECP256R1_SHA256), ALL, List.of())).isEqualTo("first");
    }

    @Test
    void theKeyMustFitASchemeOfBoth() {
        CredentialSet set = set(EXACT, RSA);
        assertThat(server(set, "www.example.com", List.of(SignatureScheme.RSA_PSS_RSAE_SHA256), ALL)).isEqualTo("rsa");
        assertThat(server(set, "www.example.com", List.of(SignatureScheme.ED25519), ALL)).isNull();
    }

    @Test
    void aChainThePeerCanCheckIsPreferred() {
        CredentialSet set = set(BY_RSA, EXACT);
        List<SignatureScheme> ecdsa = List.of(SignatureScheme.ECDSA_SECP256R1_SHA256);
        assertThat(server(set, "www.example.com", ALL, ecdsa)).isEqualTo("exact");
        // RFC 9846 §4.5.1.2: where no chain is acceptable one is sent all the same
        assertThat(server(set(BY_RSA), "www.example.com", ALL, ecdsa)).isEqualTo("by rsa");
    }

    @Test
    void aChainWithSha1IsShownOnlyToThoseWhoTakeIt() {
        CredentialSet set = set(named(CA.issue("old").signedWith("SHA1withECDSA").make(), "old", "www.example.com"));
        List<SignatureScheme> old = List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.ECDSA_SHA1);
        assertThat(server(set, "www.example.com", ALL, ALL)).as("RFC 9846 §4.5.1.2").isNull();
        assertThat(server(set, "www.example.com", ALL, old)).isEqualTo("old");
    }

    @Test
    void aClientAnswersOnlyTheAuthoritiesAskedFor() {
        CredentialSet set = set(EXACT, BY_RSA);
        X500Principal root = RSA_CA.certificate().getSubjectX500Principal();
        assertThat(choice(set, Role.CLIENT, HandshakeFacts.NONE, ALL, ALL, List.of(root))).isEqualTo("by rsa");
        assertThat(choice(set, Role.CLIENT, HandshakeFacts.NONE, ALL, ALL, List.of(new X500Principal("CN=x"))))
                .isNull();
        assertThat(choice(set, Role.CLIENT, HandshakeFacts.NONE, ALL, ALL, List.of())).isEqualTo("exact");
    }

    @Test
    void namesSayWhatIsServed() {
        CredentialSet set = set(WILD);
        assertThat(set.names("a.example.com")).isTrue();
        assertThat(set.names("example.com")).isFalse();
        assertThat(set.names("a.b.example.com")).isFalse();
        assertThat(set.names("")).isFalse();
    }

    private static NamedCredential named(Identity identity, String name, String... hosts) {
        return new NamedCredential(
                new Credential(name, identity.chain(), identity.key(), new byte[0]), List.of(hosts));
    }

    private static CredentialSet set(NamedCredential... credentials) {
        return new CredentialSet(List.of(credentials), CATALOG);
    }

    private static String server(
            CredentialSet set, String name, List<SignatureScheme> schemes, List<SignatureScheme> certificateSchemes) {
        return choice(set, Role.SERVER, HandshakeFacts.NONE.withServerName(name), schemes, certificateSchemes,
                List.of());
    }

    private static String choice(CredentialSet set, Role role, HandshakeFacts facts, List<SignatureScheme> schemes,
            List<SignatureScheme> certificateSchemes, List<X500Principal> authorities) {
        Optional<Credential> chosen =
                set.select(new CredentialRequest(role, schemes, certificateSchemes, authorities, facts));
        return chosen.map(Credential::name).orElse(null);
    }
}
