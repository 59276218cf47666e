package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.security.KeyStore;
import java.security.cert.CertStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.iana.AlertDescription;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustManagerTest {
    private static final Authority ROOT = Certificates.authority("Trust Root");
    private static final Authority MIDDLE = ROOT.intermediate("Trust Middle");

    @ParameterizedTest
    @EnumSource(value = KeyKind.class, mode = EnumSource.Mode.EXCLUDE, names = "RSA_1024")
    void goodChainsPassInBothRoles(KeyKind kind) {
        assertTrusted(MIDDLE.localhost(kind).chain(), Role.SERVER, ROOT);
        assertTrusted(MIDDLE.client("someone", kind).chain(), Role.CLIENT, ROOT);
    }

    @ParameterizedTest
    @EnumSource(value = KeyKind.class, mode = EnumSource.Mode.EXCLUDE, names = "RSA_1024")
    void issuersOfEveryKindPass(KeyKind kind) {
        Authority root = Certificates.authority("Root " + kind, kind);
        assertTrusted(root.intermediate("Sub", kind).localhost(KeyKind.EC_P256).chain(), Role.SERVER, root);
    }

    @Test
    void rootInTheChainAndDisorderDoNotMatter() {
        List<X509Certificate> chain = new ArrayList<>(MIDDLE.intermediate("Low").localhost(KeyKind.EC_P256).chain());
        assertThat(chain).hasSize(3);
        List<X509Certificate> shuffled = List.of(chain.get(0), ROOT.certificate(), chain.get(2), chain.get(1));
        assertTrusted(shuffled, Role.SERVER, ROOT);
    }

    @Test
    void trustedLeafNeedsNoIssuerButMustBeInTime() {
        Identity own = Certificates.selfSigned("pinned.example");
        assertTrusted(own.chain(), Role.SERVER, own.certificate());
        Identity old = ROOT.issue("old").dns("old.example").expired().make();
        assertRefused(old.chain(), Role.SERVER, Reason.CERTIFICATE_EXPIRED, old.certificate());
    }

    @Test
    void strangersAreUnknown() {
        assertRefused(MIDDLE.localhost(KeyKind.EC_P256).chain(), Role.SERVER, Reason.CERTIFICATE_UNKNOWN_CA,
                Certificates.authority("Other Root").certificate());
        assertRefused(Certificates.selfSigned("x.example").chain(), Role.SERVER, Reason.CERTIFICATE_UNKNOWN_CA,
                ROOT.certificate());
        assertRefused(MIDDLE.localhost(KeyKind.EC_P256).chain().subList(0, 1), Role.SERVER,
                Reason.CERTIFICATE_UNKNOWN_CA, ROOT.certificate());
    }

    @Test
    void sameNameOtherKeyIsUnknown() {
        Authority impostor = Certificates.authority("Trust Root");
        assertRefused(impostor.localhost(KeyKind.EC_P256).chain(), Role.SERVER, Reason.CERTIFICATE_UNKNOWN_CA,
                ROOT.certificate());
        assertTrusted(impostor.localhost(KeyKind.EC_P256).chain(), Role.SERVER, ROOT.certificate(),
                impostor.certificate());
    }

    @Test
    void timeIsChecked() {
        List<X509Certificate> expired = MIDDLE.issue("localhost").server().expired().make().chain();
        assertRefused(expired, Role.SERVER, Reason.CERTIFICATE_EXPIRED, ROOT.certificate());
        assertThatThrownBy(() -> trusting(ROOT).check(array(expired), "UNKNOWN", Role.SERVER, TrustTarget.NONE))
                .hasRootCauseInstanceOf(CertificateExpiredException.class);
        assertRefused(MIDDLE.issue("localhost").server().notYetValid().make().chain(), Role.SERVER,
                Reason.CERTIFICATE_NOT_YET_VALID, ROOT.certificate());
        Authority old = ROOT.below(KeyKind.EC_P256, ROOT.issue("Old CA").ca().expired());
        assertRefused(old.localhost(KeyKind.EC_P256).chain(), Role.SERVER, Reason.CERTIFICATE_EXPIRED,
                ROOT.certificate());
    }

    @Test
    void anExpiredCrossCertificateDoesNotSpoilAGoodPath() {
        Authority good = ROOT.intermediate("Crossed");
        X509Certificate old = ROOT.issue("Crossed").ca().keys(good.kind(), good.keys()).expired().certificate();
        X509Certificate leaf = good.localhost(KeyKind.EC_P256).certificate();
        assertTrusted(List.of(leaf, old, good.certificate()), Role.SERVER, ROOT);
    }

    @Test
    void usageIsCheckedForTheRole() {
        assertRefused(ROOT.client("c", KeyKind.EC_P256).chain(), Role.SERVER, Reason.CERTIFICATE_WRONG_USAGE,
                ROOT.certificate());
        assertRefused(ROOT.localhost(KeyKind.EC_P256).chain(), Role.CLIENT, Reason.CERTIFICATE_WRONG_USAGE,
                ROOT.certificate());
        assertRefused(ROOT.issue("x").usage(KeyUsage.keyAgreement).make().chain(), Role.SERVER,
                Reason.CERTIFICATE_WRONG_USAGE, ROOT.certificate());
        assertTrusted(ROOT.issue("x").purpose(KeyPurposeId.anyExtendedKeyUsage).make().chain(), Role.CLIENT, ROOT);
        assertTrusted(ROOT.issue("x").make().chain(), Role.CLIENT, ROOT);
    }

    @Test
    void anIssuersPurposesLimitWhatItIssues() {
        Authority mailOnly = ROOT.below(
                KeyKind.EC_P256, ROOT.issue("Mail CA").ca().purpose(KeyPurposeId.id_kp_emailProtection));
        assertRefused(mailOnly.localhost(KeyKind.EC_P256).chain(), Role.SERVER, Reason.CERTIFICATE_WRONG_USAGE,
                ROOT.certificate());
    }

    @Test
    void onlyAuthoritiesIssue() {
        Authority noCa = ROOT.below(KeyKind.EC_P256, ROOT.issue("Not a CA").usage(KeyUsage.digitalSignature));
        assertRefused(noCa.localhost(KeyKind.EC_P256).chain(), Role.SERVER, Reason.CERTIFICATE_WRONG_USAGE,
                ROOT.certificate());
        Authority shallow = ROOT.below(KeyKind.EC_P256, ROOT.issue("Shallow").ca().pathLength(0));
        assertTrusted(shallow.localhost(KeyKind.EC_P256).chain(), Role.SERVER, ROOT);
        assertRefused(shallow.intermediate("Too deep").localhost(KeyKind.EC_P256).chain(), Role.SERVER,
                Reason.CHAIN_TOO_LONG, ROOT.certificate());
    }

    @Test
    void criticalExtensionsMustBeKnown() throws Exception {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.2.3.4.5");
        assertRefused(ROOT.issue("x").extension(unknown, true, DERNull.INSTANCE).make().chain(), Role.SERVER,
                Reason.CERTIFICATE_UNTRUSTED, ROOT.certificate());
        assertTrusted(ROOT.issue("x").extension(unknown, false, DERNull.INSTANCE).make().chain(), Role.SERVER, ROOT);
    }

    @Test
    void nameConstraintsHold() {
        GeneralSubtree inside = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "inside.example"));
        NameConstraints onlyInside = new NameConstraints(new GeneralSubtree[] {inside}, null);
        Authority limited = ROOT.below(
                KeyKind.EC_P256, ROOT.issue("Limited").ca().extension(Extension.nameConstraints, true, onlyInside));
        assertTrusted(limited.issue("x").dns("a.Inside.example").server().make().chain(), Role.SERVER, ROOT);
        assertRefused(limited.issue("x").dns("a.outside.example").server().make().chain(), Role.SERVER,
                Reason.CERTIFICATE_UNTRUSTED, ROOT.certificate());
    }

    @Test
    void weakKeysAndSignaturesAreRefused() {
        assertRefused(ROOT.localhost(KeyKind.RSA_1024).chain(), Role.SERVER, Reason.CERTIFICATE_WEAK,
                ROOT.certificate());
        assertRefused(ROOT.issue("localhost").signedWith("SHA1withECDSA").make().chain(), Role.SERVER,
                Reason.CERTIFICATE_WEAK, ROOT.certificate());
    }

    /** RFC 9846 §4.5.1.3: "MUST abort the handshake with a "bad_certificate" alert". */
    @Test
    void md5IsRefused() {
        Authority rsa = Certificates.authority("RSA Root", KeyKind.RSA_2048);
        assertRefused(rsa.issue("localhost").signedWith("MD5withRSA").make().chain(), Role.SERVER,
                Reason.CERTIFICATE_WEAK, rsa.certificate());
        assertThat(Reason.CERTIFICATE_WEAK.alert()).isEqualTo(AlertDescription.BAD_CERTIFICATE);
    }

    @Test
    void theRestOfTheChainIsBounded() {
        Authority issuer = ROOT;
        for (int i = 0; i < 10; i++) {
            issuer = issuer.intermediate("Level " + i);
        }
        assertRefused(issuer.localhost(KeyKind.EC_P256).chain(), Role.SERVER, Reason.CHAIN_TOO_LONG,
                ROOT.certificate());
        assertRefused(MIDDLE.client("c", KeyKind.EC_P256).chain(), Role.CLIENT, Reason.NO_TRUST_ANCHORS);
    }

    @Test
    void manyIssuersOfOneNameDoNotMakeTheSearchExplode() {
        List<X509Certificate> chain = new ArrayList<>();
        Authority stranger = Certificates.authority("Stranger");
        chain.add(stranger.localhost(KeyKind.EC_P256).certificate());
        for (int i = 0; i < 9; i++) {
            chain.add(stranger.issue("Stranger").ca().keys(stranger.kind(), stranger.keys()).certificate());
        }
        assertRefused(chain, Role.SERVER, Reason.CERTIFICATE_UNKNOWN_CA, ROOT.certificate());
    }

    @Test
    void urlsInCertificatesAreNotFollowed() throws Exception {
        System.setProperty("com.sun.security.enableAIAcaIssuers", "true");
        try (ServerSocket counting = new ServerSocket(0)) {
            GeneralName url = new GeneralName(
                    GeneralName.uniformResourceIdentifier, "http://localhost:" + counting.getLocalPort() + "/ca.cer");
            AuthorityInformationAccess access = new AuthorityInformationAccess(new AccessDescription[] {
                new AccessDescription(AccessDescription.id_ad_caIssuers, url),
                new AccessDescription(AccessDescription.id_ad_ocsp, url)
            });
            List<X509Certificate> chain = MIDDLE.issue("localhost")
                    .server()
                    .extension(Extension.authorityInfoAccess, false, access)
                    .make()
                    .chain();
            assertTrusted(chain, Role.SERVER, ROOT);
            assertRefused(chain.subList(0, 1), Role.SERVER, Reason.CERTIFICATE_UNKNOWN_CA, ROOT.certificate());
            counting.setSoTimeout(1);
            assertThatThrownBy(counting::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        } finally {
            System.clearProperty("com.sun.security.enableAIAcaIssuers");
        }
    }

    @Test
    void argumentsAreChecked() {
        HandfastTrustManager manager = trusting(ROOT);
        X509Certificate[] chain = array(MIDDLE.localhost(KeyKind.EC_P256).chain());
        assertThatThrownBy(() -> manager.checkServerTrusted(null, "RSA")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.checkServerTrusted(new X509Certificate[0], "RSA"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.checkServerTrusted(chain, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.checkClientTrusted(chain, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void acceptedIssuersAreACopy() {
        HandfastTrustManager manager = trusting(ROOT);
        manager.getAcceptedIssuers()[0] = null;
        assertThat(manager.getAcceptedIssuers()).containsExactly(ROOT.certificate());
    }

    @Test
    void factoryTakesStoresParametersAndNull() throws Exception {
        HandfastTrustManagerFactory factory = new HandfastTrustManagerFactory();
        assertThatThrownBy(factory::engineGetTrustManagers).isInstanceOf(IllegalStateException.class);

        factory.engineInit((KeyStore) null);
        assertThat(manager(factory).getAcceptedIssuers()).isNotEmpty();

        factory.engineInit(Certificates.emptyStore());
        assertThat(manager(factory).getAcceptedIssuers()).isEmpty();

        factory.engineInit(MIDDLE.localhost(KeyKind.EC_P256).keyStore());
        assertThat(manager(factory).getAcceptedIssuers()).hasSize(1);

        PKIXBuilderParameters parameters =
                new PKIXBuilderParameters(Certificates.trusting(ROOT), new X509CertSelector());
        parameters.setRevocationEnabled(false);
        parameters.addCertStore(CertStore.getInstance(
                "Collection", new CollectionCertStoreParameters(List.of(MIDDLE.certificate()))));
        factory.engineInit(new CertPathTrustManagerParameters(parameters));
        X509Certificate[] leafOnly = {MIDDLE.localhost(KeyKind.EC_P256).certificate()};
        assertThatCode(() -> manager(factory).checkServerTrusted(leafOnly, "UNKNOWN")).doesNotThrowAnyException();
    }

    @Test
    void revocationIsCheckedWhereConfigured() throws Exception {
        PKIXBuilderParameters parameters =
                new PKIXBuilderParameters(Certificates.trusting(ROOT), new X509CertSelector());
        parameters.setRevocationEnabled(true); // no CRL and no OCSP at hand: the status is undetermined
        HandfastTrustManager hard = new HandfastTrustManager(parameters);
        X509Certificate[] chain = array(MIDDLE.localhost(KeyKind.EC_P256).chain());
        assertThatThrownBy(() -> hard.checkServerTrusted(chain, "UNKNOWN")).isInstanceOf(RefusedChain.class);
    }

    private static HandfastTrustManager manager(HandfastTrustManagerFactory factory) {
        TrustManager[] managers = factory.engineGetTrustManagers();
        assertThat(managers).hasSize(1);
        return (HandfastTrustManager) managers[0];
    }

    private static HandfastTrustManager trusting(Authority... authorities) {
        return trusting(Stream.of(authorities).map(Authority::certificate).toArray(X509Certificate[]::new));
    }

    private static HandfastTrustManager trusting(X509Certificate... anchors) {
        try {
            HandfastTrustManagerFactory factory = new HandfastTrustManagerFactory();
            factory.engineInit(Certificates.trusting(anchors));
            return manager(factory);
        } catch (java.security.KeyStoreException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertTrusted(List<X509Certificate> chain, Role peer, Authority root) {
        assertTrusted(chain, peer, root.certificate());
    }

    private static void assertTrusted(List<X509Certificate> chain, Role peer, X509Certificate... anchors) {
        assertThatCode(() -> trusting(anchors).check(array(chain), "UNKNOWN", peer, TrustTarget.NONE))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(
            List<X509Certificate> chain, Role peer, Reason reason, X509Certificate... anchors) {
        assertThatThrownBy(() -> trusting(anchors).check(array(chain), "UNKNOWN", peer, TrustTarget.NONE))
                .isInstanceOfSatisfying(RefusedChain.class, e -> assertThat(e.reason())
                        .as(e.toString())
                        .isEqualTo(reason));
    }

    private static X509Certificate[] array(List<X509Certificate> chain) {
        return chain.toArray(X509Certificate[]::new);
    }
}
