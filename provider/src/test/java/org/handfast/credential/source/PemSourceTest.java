package org.handfast.credential.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.handfast.credential.Credential;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.selection.CatalogSelection;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PemSourceTest {
    private static final Catalog CATALOG = CatalogSelection.standard().catalog();

    @ParameterizedTest
    @EnumSource(value = KeyKind.class, names = "RSA_1024", mode = EnumSource.Mode.EXCLUDE)
    void everyKindOfKeyIsReadAndMatches(KeyKind kind) throws CertificateEncodingException {
        Identity identity = Certificates.authority("Root").localhost(kind);
        PrivateKey key = PemSource.privateKey(pem("PRIVATE KEY", identity.key().getEncoded()));
        List<X509Certificate> chain = PemSource.certificates(pem("CERTIFICATE", identity.certificate().getEncoded()));
        assertThat(chain).isEqualTo(identity.chain());
        Credential credential = new Credential("c", chain, key, new byte[0]);
        CredentialCheck.keyMatches(credential, CATALOG);
        Credential wrong = new Credential("w", chain, kind.generate().getPrivate(), new byte[0]);
        assertThatThrownBy(() -> CredentialCheck.keyMatches(wrong, CATALOG))
                .isInstanceOfSatisfying(TlsFailure.class,
                        f -> assertThat(f.reason()).isEqualTo(Reason.KEY_DOES_NOT_MATCH_CERTIFICATE));
    }

    @ParameterizedTest
    @EnumSource(value = KeyKind.class, names = {"RSA_2048", "EC_P256", "EC_P384", "EC_P521"})
    void traditionalFormsAreReadToo(KeyKind kind) throws IOException {
        PrivateKey key = kind.keyPair().getPrivate();
        byte[] inner = PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey().toASN1Primitive().getEncoded();
        if (kind == KeyKind.RSA_2048) {
            assertThat(PemSource.privateKey(pem("RSA PRIVATE KEY", inner))).isEqualTo(key);
        } else {
            org.bouncycastle.asn1.sec.ECPrivateKey plain = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(inner);
            byte[] sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(
                    ((java.security.interfaces.ECPrivateKey) key).getParams().getOrder().bitLength(), plain.getKey(),
                    PrivateKeyInfo.getInstance(key.getEncoded()).getPrivateKeyAlgorithm().getParameters()).getEncoded();
            java.security.interfaces.ECPrivateKey read =
                    (java.security.interfaces.ECPrivateKey) PemSource.privateKey(pem("EC PRIVATE KEY", sec1));
            assertThat(read.getS()).isEqualTo(((java.security.interfaces.ECPrivateKey) key).getS());
            assertThat(read.getParams().getOrder())
                    .isEqualTo(((java.security.interfaces.ECPrivateKey) key).getParams().getOrder());
        }
    }

    @Test
    void damagedKeysGiveOneFailureAndNoKeyMaterial() {
        byte[] good = KeyKind.EC_P256.keyPair().getPrivate().getEncoded();
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int n = random.nextInt(3); n > 0 && bad.length > 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            for (String label : List.of("PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY")) {
                readOrFail(pem(label, bad.clone()));
            }
        }
    }

    @Test
    void textThatIsNoPemIsRefused() {
        for (String text : List.of("", "x", "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n%%\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n", "-----BEGIN -----")) {
            assertThatThrownBy(() -> PemSource.privateKey(text.getBytes(StandardCharsets.US_ASCII)))
                    .isInstanceOf(TlsFailure.class).hasMessageContaining("why");
        }
        assertThat(PemSource.certificates("no certificate".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    private static void readOrFail(byte[] pem) {
        try {
            assertThat(PemSource.privateKey(pem)).isNotNull();
        } catch (TlsFailure e) {
            assertThat(e.reason()).isEqualTo(Reason.CREDENTIAL_UNREADABLE);
            assertThat(e.getCause()).isNull();
        }
    }

    private static byte[] pem(String label, byte[] der) {
        String text = "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END "
                + label + "-----\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
