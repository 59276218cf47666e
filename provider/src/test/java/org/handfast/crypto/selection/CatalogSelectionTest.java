package org.handfast.crypto.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.CryptoBackend;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.Suite13;
import org.handfast.crypto.bc.BouncyCastle;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CatalogSelectionTest {
    private static final List<NamedGroup> CLASSICAL = List.of(
            NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1, NamedGroup.X448,
            NamedGroup.FFDHE2048, NamedGroup.FFDHE3072, NamedGroup.FFDHE4096, NamedGroup.FFDHE6144,
            NamedGroup.FFDHE8192);

    private final CryptoBackend jdk = JcaBackend.platform();

    @Test
    void everythingIsThereInOrder() {
        Catalog catalog = CatalogSelection.standard().catalog();
        assertThat(catalog.suites13()).extracting(Suite13::suite).containsExactly(
                CipherSuite.TLS_AES_128_GCM_SHA256,
                CipherSuite.TLS_AES_256_GCM_SHA384,
                CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
                CipherSuite.TLS_AES_128_CCM_SHA256);
        assertThat(catalog.suites12()).extracting(Suite12::suite)
                .containsExactlyElementsOf(Preferences.SUITES_12)
                .hasSize(13);
        assertThat(catalog.kems()).extracting(Kem::group)
                .startsWith(NamedGroup.X25519MLKEM768, NamedGroup.SECP256R1MLKEM768, NamedGroup.SECP384R1MLKEM1024)
                .endsWith(CLASSICAL.toArray(NamedGroup[]::new))
                .hasSize(3 + CLASSICAL.size());
        assertThat(catalog.signatureAlgorithms()).extracting(SignatureAlgorithm::scheme)
                .containsExactlyElementsOf(Preferences.SCHEMES);
    }

    @Test
    void pkcs1IsForCertificatesOnly() {
        assertThat(CatalogSelection.standard().catalog().signatureAlgorithms())
                .filteredOn(SignatureAlgorithm::certificatesOnly)
                .extracting(SignatureAlgorithm::scheme)
                .containsExactly(SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.RSA_PKCS1_SHA384,
                        SignatureScheme.RSA_PKCS1_SHA512);
    }

    @Test
    void describesOneSourcePerPrimitive() {
        CatalogSelection selection = CatalogSelection.standard();
        assertThat(selection.messages()).isEmpty();
        assertThat(selection.choices()).hasSize(4 + 13 + 13 + 14).doesNotHaveDuplicates();
        assertThat(selection.describe())
                .contains("TLS_AES_128_GCM_SHA256: JDK ")
                .contains("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: JDK ")
                .contains("TLS_DHE_RSA_WITH_AES_256_CCM: Bouncy Castle 1.")
                .contains("x25519: Bouncy Castle 1.")
                .contains("x448: JDK ");
    }

    @Test
    void withoutBouncyCastleThePlatformServesAndOneMessageSaysSo() {
        CatalogSelection selection = CatalogSelection.of(jdk, Optional.empty());
        assertThat(selection.messages()).singleElement().asString().contains("Bouncy Castle");
        assertThat(selection.choices()).noneMatch(choice -> choice.source().contains("Bouncy"));
        assertThat(selection.catalog().kems()).extracting(Kem::group).containsAll(CLASSICAL);
        assertThat(selection.catalog().kem(NamedGroup.X25519MLKEM768).isPresent())
                .isEqualTo(Runtime.version().feature() >= 24);
    }

    @Test
    @DisplayName("K-4: a source that accepts a forgery is not used")
    void sourcesThatAcceptForgeriesAreRefusedAndTheNextIsTaken() {
        CatalogSelection selection = CatalogSelection.of(jdk, Optional.of(new Gullible()));
        assertThat(selection.choices()).noneMatch(choice -> choice.source().contains("gullible"));
        assertThat(selection.messages())
                .anyMatch(m -> m.contains("gullible") && m.contains("x25519"))
                .anyMatch(m -> m.contains("gullible") && m.contains("ecdsa_secp256r1_sha256"));
        assertThat(selection.catalog().kem(NamedGroup.X25519)).isPresent();
        assertThat(selection.catalog().signatureAlgorithm(SignatureScheme.ECDSA_SECP256R1_SHA256)).isPresent();
    }

    @Test
    void brokenSourcesAloneLeaveNothing() {
        CatalogSelection selection = CatalogSelection.of(new Gullible(), Optional.empty());
        assertThat(selection.catalog().kems()).isEmpty();
        assertThat(selection.catalog().signatureAlgorithms()).isEmpty();
    }

    @Test
    void bothSourcesPassTheSelfTest() {
        Randomness randomness = new java.util.Random(7)::nextBytes;
        for (CryptoBackend source : List.of(jdk, BouncyCastle.find().orElseThrow())) {
            assertThat(source.kems()).allMatch(kem -> SelfTest.passes(kem, randomness));
            assertThat(source.signatureAlgorithms()).allMatch(SelfTest::passes);
            assertThat(source.suites13()).allMatch(suite -> SelfTest.passes(suite.aead()));
            assertThat(source.suites12()).allMatch(suite -> SelfTest.passes(suite.aead()));
        }
    }

    /** Believes every share and every signature. */
    private static final class Gullible implements CryptoBackend {
        @Override
        public String name() {
            return "gullible";
        }

        @Override
        public List<Suite13> suites13() {
            return List.of();
        }

        @Override
        public List<Kem> kems() {
            return Preferences.PLAIN_GROUPS.stream().<Kem>map(AnyShare::new).toList();
        }

        @Override
        public List<SignatureAlgorithm> signatureAlgorithms() {
            return Preferences.SCHEMES.stream().<SignatureAlgorithm>map(AnySignature::new).toList();
        }
    }

    private record AnyShare(NamedGroup group) implements Kem {
        @Override
        public KemKey generate(Randomness randomness) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Encapsulation encapsulate(byte[] peerShare, Randomness randomness) {
            return new Encapsulation(new byte[32], Secret.zeros(32));
        }
    }

    private record AnySignature(SignatureScheme scheme) implements SignatureAlgorithm {
        @Override
        public String jcaName() {
            return "any";
        }

        @Override
        public String keyType() {
            return "any";
        }

        @Override
        public boolean fits(PublicKey key) {
            return true;
        }

        @Override
        public byte[] sign(PrivateKey key, byte[] content) {
            return new byte[64];
        }

        @Override
        public boolean verify(PublicKey key, byte[] content, byte[] signature) {
            return true;
        }
    }
}
