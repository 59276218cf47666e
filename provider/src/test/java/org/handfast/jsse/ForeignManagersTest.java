package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.Socket;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.handfast.credential.Credential;
import org.handfast.credential.CredentialRequest;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignManagersTest {
    private static final Authority ROOT = Certificates.authority("Foreign Root");
    private static final Catalog CATALOG = catalog();
    private static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.ED25519,
            SignatureScheme.RSA_PSS_PSS_SHA256);

    /** Records what it is asked and answers one key type. */
    private static class RecordingKeys implements X509KeyManager {
        final List<String> asked = new ArrayList<>();
        final List<Socket> sockets = new ArrayList<>();
        final String keyType;
        final Identity identity;

        RecordingKeys(String keyType, Identity identity) {
            this.keyType = keyType;
            this.identity = identity;
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            assertThat(keyTypes).hasSize(1);
            return chooseServerAlias(keyTypes[0], issuers, socket);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            asked.add(type);
            sockets.add(socket);
            return type.equals(keyType) ? "the-key" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return alias.equals("the-key") ? identity.chain().toArray(X509Certificate[]::new) : null;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.key();
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return null;
        }
    }

    @ParameterizedTest
    @CsvSource({"EC, EC_P256", "RSA, RSA_2048", "EdDSA, ED25519", "RSASSA-PSS, RSA_PSS_2048"})
    void typesAreAskedOneByOneUntilOneAnswers(String keyType, KeyKind kind) {
        for (Role role : Role.values()) {
            RecordingKeys keys = new RecordingKeys(keyType, ROOT.localhost(kind));
            FakeSocket socket = new FakeSocket("TLSv1.3", List.of());
            Optional<Credential> chosen =
                    new ForeignKeyManager(keys, CATALOG, CallbackTarget.of(socket)).select(request(role, SCHEMES));
            assertThat(chosen).map(Credential::name).contains("the-key");
            List<String> all = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");
            assertThat(keys.asked).isEqualTo(all.subList(0, all.indexOf(keyType) + 1));
            assertThat(keys.sockets).allMatch(given -> given == socket);
        }
    }

    @Test
    void aKeyThatFitsNoSchemeIsPassedOver() {
        RecordingKeys keys = new RecordingKeys("EC", ROOT.localhost(KeyKind.EC_P521));
        assertThat(select(keys, SCHEMES)).isEmpty();
        assertThat(keys.asked).containsExactly("EC", "RSA", "EdDSA", "RSASSA-PSS");
        assertThat(select(keys, List.of(SignatureScheme.ECDSA_SECP521R1_SHA512))).isPresent();
    }

    @Test
    void keysAreFetchedForEveryHandshake() {
        List<Identity> current = new ArrayList<>(List.of(ROOT.localhost(KeyKind.EC_P256)));
        RecordingKeys keys = new RecordingKeys("EC", null) {
            @Override
            public X509Certificate[] getCertificateChain(String alias) {
                return current.get(0).chain().toArray(X509Certificate[]::new);
            }

            @Override
            public PrivateKey getPrivateKey(String alias) {
                return current.get(0).key();
            }
        };
        ForeignKeyManager selector =
                new ForeignKeyManager(keys, CATALOG, CallbackTarget.of(new FakeSocket("TLSv1.3", List.of())));
        assertThat(selector.select(request(Role.SERVER, SCHEMES)).orElseThrow().chain())
                .isEqualTo(current.get(0).chain());
        current.set(0, ROOT.localhost(KeyKind.EC_P256));
        assertThat(selector.select(request(Role.SERVER, SCHEMES)).orElseThrow().chain())
                .isEqualTo(current.get(0).chain());
    }

    @Test
    void anExceptionOfAKeyManagerIsAFailureWithCause() {
        RuntimeException broken = new IllegalStateException("broken");
        X509KeyManager keys = new RecordingKeys("EC", null) {
            @Override
            public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
                throw broken;
            }
        };
        assertThatThrownBy(() -> select(keys, SCHEMES)).hasCause(broken).isInstanceOfSatisfying(
                TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.CREDENTIAL_SELECTION_FAILED));
    }

    @Test
    void ourOwnManagerChoosesOverAllTypesByName() {
        HandfastKeyManager ours = new HandfastKeyManager(List.of(
                entry("ec", ROOT.issue("a").dns("a.example").make()),
                entry("rsa", ROOT.issue("b").dns("b.example").keys(KeyKind.RSA_2048).make())));
        HandshakeFacts facts = HandshakeFacts.NONE.withServerName("b.example");
        CredentialRequest request = new CredentialRequest(Role.SERVER, SCHEMES, SCHEMES, List.of(), facts);
        CallbackTarget target = CallbackTarget.of(new FakeSocket("TLSv1.3", List.of("b.example")));
        assertThat(ForeignKeyManager.selector(ours, CATALOG, target).select(request))
                .map(Credential::name)
                .contains("rsa");
    }

    /** Trusts everybody and records. */
    private static class PlainTrust implements X509TrustManager {
        final List<String> asked = new ArrayList<>();

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            asked.add("client " + authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            asked.add("server " + authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return null;
        }
    }

    @Test
    void authTypesAreThoseOfTheJdk() {
        PlainTrust trust = new PlainTrust();
        ForeignTrustManager verifier = verifier(trust, new FakeSocket("TLSv1.3", List.of()));
        HandshakeFacts tls13 = HandshakeFacts.NONE.withVersion(ProtocolVersion.TLS13);
        for (KeyKind kind : List.of(KeyKind.RSA_2048, KeyKind.EC_P256, KeyKind.ED25519)) {
            verifier.verify(Role.CLIENT, tls13.withPeerChain(ROOT.localhost(kind).chain()));
        }
        List<X509Certificate> chain = ROOT.localhost(KeyKind.EC_P256).chain();
        verifier.verify(Role.SERVER, tls13.withPeerChain(chain));
        verifier.verify(Role.SERVER, HandshakeFacts.NONE
                .withVersion(ProtocolVersion.TLS12)
                .withSuite(CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").orElseThrow())
                .withPeerChain(chain));
        assertThat(trust.asked).containsExactly(
                "client RSA", "client EC", "client EdDSA", "server UNKNOWN", "server ECDHE_RSA");
        assertThat(verifier.authorities()).isEmpty();
    }

    @Test
    void hostIsCheckedAfterAPlainManager() {
        List<X509Certificate> chain = ROOT.issue("x").dns("good.example").make().chain();
        assertVerified(new FakeSocket("TLSv1.3", List.of()).connectedTo("good.example").checking("HTTPS"), chain);
        assertVerified(new FakeSocket("TLSv1.3", List.of()).connectedTo("bad.example"), chain);
        assertVerified(
                new FakeSocket("TLSv1.3", List.of("good.example")).connectedTo("192.0.2.1").checking("HTTPS"), chain);
        FakeSocket wrong = new FakeSocket("TLSv1.3", List.of("bad.example"));
        assertRefused(wrong.connectedTo("bad.example").checking("HTTPS"), chain, Reason.CERTIFICATE_HOST_MISMATCH);
        assertRefused(wrong.connectedTo(null).checking("LDAPS"), chain, Reason.CERTIFICATE_HOST_MISMATCH);
        FakeSocket nameless = new FakeSocket("TLSv1.3", List.of()).checking("HTTPS");
        assertRefused(nameless, chain, Reason.CERTIFICATE_HOST_MISMATCH);
        FakeSocket odd = new FakeSocket("TLSv1.3", List.of()).connectedTo("good.example").checking("GOPHERS");
        assertRefused(odd, chain, Reason.CERTIFICATE_HOST_MISMATCH);
    }

    @Test
    void constraintsAreCheckedAfterAPlainManager() {
        FakeSocket socket = new FakeSocket("TLSv1.3", List.of()).allowing(new NoCurves());
        assertRefused(socket, ROOT.localhost(KeyKind.EC_P256).chain(), Reason.CERTIFICATE_CONSTRAINED);
        Authority rsa = Certificates.authority("RSA Root", KeyKind.RSA_2048);
        assertVerified(socket, rsa.localhost(KeyKind.RSA_3072).chain());
    }

    @Test
    void constraintsReachOurOwnManager() {
        HandfastTrustManager ours = new HandfastTrustManager(
                Set.of(new java.security.cert.TrustAnchor(ROOT.certificate(), null)));
        FakeSocket socket = new FakeSocket("TLSv1.3", List.of()).allowing(new NoCurves());
        HandshakeFacts facts = HandshakeFacts.NONE.withPeerChain(ROOT.localhost(KeyKind.EC_P256).chain());
        assertThatThrownBy(() -> verifier(ours, socket).verify(Role.SERVER, facts))
                .isInstanceOfSatisfying(TlsFailure.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.CERTIFICATE_CONSTRAINED));
    }

    @Test
    void exceptionsOfATrustManagerKeepTheirCause() {
        CertificateException no = new CertificateException("no");
        RuntimeException broken = new NullPointerException("broken");
        List<X509Certificate> chain = ROOT.localhost(KeyKind.EC_P256).chain();
        X509ExtendedTrustManager refusing = new ThrowingTrust(no, null);
        X509ExtendedTrustManager failing = new ThrowingTrust(null, broken);
        FakeSocket socket = new FakeSocket("TLSv1.3", List.of());
        HandshakeFacts facts = HandshakeFacts.NONE.withPeerChain(chain);
        assertThatThrownBy(() -> verifier(refusing, socket).verify(Role.SERVER, facts)).hasCause(no)
                .isInstanceOfSatisfying(TlsFailure.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.CERTIFICATE_UNTRUSTED));
        assertThatThrownBy(() -> verifier(failing, socket).verify(Role.CLIENT, facts)).hasCause(broken)
                .isInstanceOfSatisfying(TlsFailure.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.TRUST_CHECK_FAILED));
    }

    @Test
    void curvesWrittenOutAreSeen() throws Exception {
        KeyPair pair = KeyKind.EC_P256.keyPair();
        SubjectPublicKeyInfo named = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        SubjectPublicKeyInfo explicit = new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, ECNamedCurveTable.getByName("secp256r1")),
                named.getPublicKeyData().getBytes());
        assertThat(CertificateStrength.hasExplicitCurve(explicit.getEncoded())).isTrue();
        for (KeyKind kind : KeyKind.values()) {
            assertThat(CertificateStrength.hasExplicitCurve(kind.keyPair().getPublic().getEncoded())).isFalse();
        }
        assertThat(CertificateStrength.hasExplicitCurve(new byte[] {0x30})).isFalse();
        assertThat(CertificateStrength.hasExplicitCurve(BigInteger.ONE.shiftLeft(400).toByteArray())).isFalse();
    }

    private static final class NoCurves implements AlgorithmConstraints {
        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
            return !algorithm.contains("ECDSA");
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return !key.getAlgorithm().equals("EC");
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters p) {
            return permits(primitives, algorithm, p) && permits(primitives, key);
        }
    }

    private static final class ThrowingTrust extends X509ExtendedTrustManager {
        private final CertificateException checked;
        private final RuntimeException unchecked;

        ThrowingTrust(CertificateException checked, RuntimeException unchecked) {
            this.checked = checked;
            this.unchecked = unchecked;
        }

        private void fail() throws CertificateException {
            if (checked != null) {
                throw checked;
            }
            throw unchecked;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            fail();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            fail();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new AssertionError("a socket's check went to the engine's method");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new AssertionError("a socket's check went to the engine's method");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError("the plain method of an extended manager");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError("the plain method of an extended manager");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static Catalog catalog() {
        JcaBackend platform = JcaBackend.platform();
        return new Catalog(platform.suites13(), platform.suites12(), platform.kems(), platform.signatureAlgorithms());
    }

    private static void assertVerified(FakeSocket socket, List<X509Certificate> chain) {
        HandshakeFacts facts = HandshakeFacts.NONE.withPeerChain(chain);
        assertThatCode(() -> verifier(new PlainTrust(), socket).verify(Role.SERVER, facts)).doesNotThrowAnyException();
    }

    private static void assertRefused(FakeSocket socket, List<X509Certificate> chain, Reason reason) {
        HandshakeFacts facts = HandshakeFacts.NONE.withPeerChain(chain);
        assertThatThrownBy(() -> verifier(new PlainTrust(), socket).verify(Role.SERVER, facts))
                .hasCauseInstanceOf(CertificateException.class)
                .isInstanceOfSatisfying(TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static ForeignTrustManager verifier(X509TrustManager manager, FakeSocket socket) {
        return new ForeignTrustManager(manager, CallbackTarget.of(socket));
    }

    private static Optional<Credential> select(X509KeyManager keys, List<SignatureScheme> schemes) {
        CallbackTarget target = CallbackTarget.of(new FakeSocket("TLSv1.3", List.of()));
        return new ForeignKeyManager(keys, CATALOG, target).select(request(Role.SERVER, schemes));
    }

    private static CredentialRequest request(Role role, List<SignatureScheme> schemes) {
        return new CredentialRequest(role, schemes, schemes, List.of(), HandshakeFacts.NONE);
    }

    private static KeyEntry entry(String alias, Identity identity) {
        return KeyEntry.of(alias, identity.chain(), identity.key());
    }
}
