package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyStore;
import java.security.Principal;
import java.security.UnrecoverableKeyException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.X509ExtendedKeyManager;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyManagerTest {
    private static final Authority ROOT = Certificates.authority("Key Root");
    private static final Authority OTHER = Certificates.authority("Other Root", KeyKind.RSA_2048);

    @ParameterizedTest
    @CsvSource({
        "EC_P256, EC", "EC_P256, EC_EC", "EC_P384, EC", "RSA_2048, RSA", "RSA_PSS_2048, RSASSA-PSS",
        "ED25519, EdDSA", "ED25519, Ed25519", "ED448, EdDSA",
    })
    void everyKeyTypeIsFoundByItsName(KeyKind kind, String keyType) throws Exception {
        X509ExtendedKeyManager manager = manager(ROOT.localhost(kind).keyStore("one"));
        assertThat(manager.chooseEngineServerAlias(keyType, null, null)).isEqualTo("one");
        assertThat(manager.chooseServerAlias(keyType, null, null)).isEqualTo("one");
        assertThat(manager.chooseEngineClientAlias(new String[] {"DSA", keyType}, null, null)).isEqualTo("one");
        assertThat(manager.chooseClientAlias(new String[] {keyType}, null, null)).isEqualTo("one");
        assertThat(manager.chooseServerAlias("DSA", null, null)).isNull();
        assertThat(manager.getServerAliases(keyType, null)).containsExactly("one");
        assertThat(manager.getClientAliases("DSA", null)).isNull();
    }

    @Test
    void signerOfTheCertificateCountsWhereAskedFor() throws Exception {
        X509ExtendedKeyManager manager = manager(OTHER.localhost(KeyKind.EC_P256).keyStore("byrsa"));
        assertThat(manager.chooseServerAlias("EC_RSA", null, null)).isEqualTo("byrsa");
        assertThat(manager.chooseServerAlias("EC_EC", null, null)).isNull();
    }

    @Test
    void issuersLimitTheChoice() throws Exception {
        KeyStore store = Certificates.emptyStore();
        ROOT.client("a", KeyKind.EC_P256).addTo(store, "a");
        OTHER.client("b", KeyKind.EC_P256).addTo(store, "b");
        X509ExtendedKeyManager manager = manager(store);
        Principal[] other = {OTHER.certificate().getSubjectX500Principal()};
        Principal[] nobody = {new javax.security.auth.x500.X500Principal("CN=Nobody")};
        String[] types = {"EC", "RSA"};
        assertThat(manager.chooseClientAlias(types, other, null)).isEqualTo("b");
        assertThat(manager.chooseClientAlias(types, nobody, null)).isNull();
        assertThat(manager.getClientAliases("EC", new Principal[0])).containsExactly("a", "b");
        assertThat(manager.chooseClientAlias(null, other, null)).isNull();
    }

    @Test
    void nameThenValidityThenOrder() {
        HandfastKeyManager manager = new HandfastKeyManager(List.of(
                entry("expired", ROOT.issue("d").dns("other.example").expired().make()),
                entry("default", ROOT.issue("d").dns("default.example").make()),
                entry("wild", ROOT.issue("w").dns("*.shop.example").make()),
                entry("exact-old", ROOT.issue("e").dns("www.shop.example").expired().make()),
                entry("exact", ROOT.issue("e").dns("www.shop.example").make())));
        assertThat(alias(manager, "www.shop.example")).isEqualTo("exact");
        assertThat(alias(manager, "WWW.Shop.example")).isEqualTo("exact");
        assertThat(alias(manager, "api.shop.example")).isEqualTo("wild");
        assertThat(alias(manager, "unknown.example")).isEqualTo("default");
        assertThat(manager.chooseServerAlias("EC", null, null)).isEqualTo("default");
    }

    @Test
    void aCurveThePeerCannotCheckIsPassedOver() {
        HandfastKeyManager manager = new HandfastKeyManager(List.of(
                entry("p256", ROOT.localhost(KeyKind.EC_P256)), entry("p384", ROOT.localhost(KeyKind.EC_P384))));
        FakeSocket peer = new FakeSocket("TLSv1.3", List.of(), "SHA384withECDSA");
        FakeSocket older = new FakeSocket("TLSv1.2", List.of(), "SHA384withECDSA");
        assertThat(manager.chooseServerAlias("EC", null, peer)).isEqualTo("p384");
        assertThat(manager.chooseServerAlias("EC", null, older)).isEqualTo("p256");
    }

    @Test
    void chainsAreCopiesAndUnknownAliasesNull() throws Exception {
        X509ExtendedKeyManager manager = manager(ROOT.intermediate("Sub").localhost(KeyKind.EC_P256).keyStore("one"));
        assertThat(manager.getCertificateChain("one")).hasSize(2);
        manager.getCertificateChain("one")[0] = null;
        assertThat(manager.getCertificateChain("one")).doesNotContainNull();
        assertThat(manager.getPrivateKey("one")).isNotNull();
        assertThat(manager.getCertificateChain("two")).isNull();
        assertThat(manager.getCertificateChain(null)).isNull();
        assertThat(manager.getPrivateKey("two")).isNull();
        assertThat(manager.getPrivateKey(null)).isNull();
    }

    @Test
    void laterChangesOfTheKeyStoreAreNotSeen() throws Exception {
        KeyStore store = ROOT.localhost(KeyKind.EC_P256).keyStore("one");
        X509ExtendedKeyManager manager = manager(store);
        ROOT.localhost(KeyKind.EC_P256).addTo(store, "two");
        store.deleteEntry("one");
        assertThat(manager.getServerAliases("EC", null)).containsExactly("one");
        assertThat(manager.getPrivateKey("one")).isNotNull();
    }

    @Test
    void factoryBeforeInitAndWithoutStore() throws Exception {
        HandfastKeyManagerFactory factory = new HandfastKeyManagerFactory();
        assertThatThrownBy(factory::engineGetKeyManagers).isInstanceOf(IllegalStateException.class);
        factory.engineInit(null, null);
        X509ExtendedKeyManager empty = (X509ExtendedKeyManager) factory.engineGetKeyManagers()[0];
        assertThat(empty.chooseServerAlias("EC", null, null)).isNull();
    }

    @Test
    void severalPasswordsNeedBuilders() throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        Identity one = ROOT.localhost(KeyKind.EC_P256);
        store.setKeyEntry("one", one.key(), "first".toCharArray(), array(one));
        store.setKeyEntry("two", one.key(), "second".toCharArray(), array(one));
        HandfastKeyManagerFactory factory = new HandfastKeyManagerFactory();
        assertThatThrownBy(() -> factory.engineInit(store, "first".toCharArray()))
                .isInstanceOf(UnrecoverableKeyException.class);

        KeyStore.Builder builder = KeyStore.Builder.newInstance(
                KeyStore.Builder.newInstance(store, new KeyStore.PasswordProtection("first".toCharArray()))
                        .getKeyStore(),
                new KeyStore.PasswordProtection("first".toCharArray()));
        assertThatThrownBy(() -> factory.engineInit(new KeyStoreBuilderParameters(builder)))
                .hasRootCauseInstanceOf(UnrecoverableKeyException.class);
    }

    @Test
    void severalKeyStoresKeepTheirAliasesApart() throws Exception {
        KeyStore.ProtectionParameter password = new KeyStore.PasswordProtection(Identity.PASSWORD);
        KeyStore first = ROOT.localhost(KeyKind.EC_P256).keyStore("same");
        KeyStore second = ROOT.localhost(KeyKind.RSA_2048).keyStore("same");
        HandfastKeyManagerFactory factory = new HandfastKeyManagerFactory();
        factory.engineInit(new KeyStoreBuilderParameters(List.of(
                KeyStore.Builder.newInstance(first, password), KeyStore.Builder.newInstance(second, password))));
        X509ExtendedKeyManager manager = (X509ExtendedKeyManager) factory.engineGetKeyManagers()[0];
        assertThat(manager.chooseServerAlias("RSA", null, null)).isEqualTo("1.same");
        assertThat(manager.getPrivateKey("0.same").getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void entriesShowNoKey() {
        KeyEntry entry = entry("one", ROOT.localhost(KeyKind.RSA_2048));
        assertThat(entry.toString()).contains("one").doesNotContain("modulus").doesNotContain("RSA");
    }

    private static String alias(HandfastKeyManager manager, String asked) {
        FakeSocket socket = new FakeSocket("TLSv1.3", List.of(asked), "SHA256withECDSA");
        return Optional.ofNullable(manager.chooseServerAlias("EC", null, socket)).orElseThrow();
    }

    private static KeyEntry entry(String alias, Identity identity) {
        return KeyEntry.of(alias, identity.chain(), identity.key());
    }

    private static X509ExtendedKeyManager manager(KeyStore store) throws Exception {
        HandfastKeyManagerFactory factory = new HandfastKeyManagerFactory();
        factory.engineInit(store, Identity.PASSWORD);
        return (X509ExtendedKeyManager) factory.engineGetKeyManagers()[0];
    }

    private static java.security.cert.X509Certificate[] array(Identity identity) {
        return identity.chain().toArray(java.security.cert.X509Certificate[]::new);
    }
}
