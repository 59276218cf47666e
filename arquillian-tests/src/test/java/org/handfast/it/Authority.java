package org.handfast.it;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates for tests. */
record Authority(X500Name name, X509Certificate certificate, PrivateKey key) {
    private static final Duration LIFE = Duration.ofDays(1);
    private static final AtomicLong SERIALS = new AtomicLong(1000);

    /** A certificate and its key. */
    record Identity(X509Certificate certificate, PrivateKey key) {
        BigInteger serial() {
            return certificate.getSerialNumber();
        }

        Identity write(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
            Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
            Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
            return this;
        }
    }

    /** A new one. */
    static Authority named(String commonName) throws Exception {
        KeyPair keys = keys();
        X500Name name = new X500Name("CN=" + commonName);
        X509v3CertificateBuilder draft = draft(name, name, keys)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        return new Authority(name, sign(draft, keys.getPrivate()), keys.getPrivate());
    }

    /** The one that a server made at its first start. */
    static Authority ofServer() throws Exception {
        String pem = Files.readString(Server.base().resolve("data/handfast/ca-key.pem"));
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        X509Certificate certificate = read(Server.authority());
        return new Authority(X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()), certificate,
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)));
    }

    /** For a server on this machine. */
    Identity localhost() throws Exception {
        KeyPair keys = keys();
        X509v3CertificateBuilder draft = draft(name, new X500Name("CN=localhost"), keys)
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        return new Identity(sign(draft, key), keys.getPrivate());
    }

    /** For a person. */
    Identity client(String commonName) throws Exception {
        KeyPair keys = keys();
        X509v3CertificateBuilder draft = draft(name, new X500Name("CN=" + commonName), keys)
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        return new Identity(sign(draft, key), keys.getPrivate());
    }

    void write(Path file) throws IOException, GeneralSecurityException {
        Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
    }

    static X509Certificate read(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static X509v3CertificateBuilder draft(X500Name issuer, X500Name subject, KeyPair keys) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(issuer, BigInteger.valueOf(SERIALS.incrementAndGet()),
                Date.from(now.minus(LIFE)), Date.from(now.plus(LIFE)), subject, keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder draft, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(draft.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
