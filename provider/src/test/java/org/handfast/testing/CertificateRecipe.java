package org.handfast.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate being described; each method returns this recipe. */
public final class CertificateRecipe {
    private static final AtomicLong SERIAL = new AtomicLong(1000);

    private final Authority issuer;
    private X500Name subject;
    private KeyKind kind = KeyKind.EC_P256;
    private KeyPair pair;
    private SubjectPublicKeyInfo publicKey;
    private String signature;
    private Instant notBefore = Instant.now().minus(Duration.ofDays(30));
    private Instant notAfter = Instant.now().plus(Duration.ofDays(335));
    private BigInteger serial = BigInteger.valueOf(SERIAL.incrementAndGet());
    private final List<GeneralName> names = new ArrayList<>();
    private final List<KeyPurposeId> purposes = new ArrayList<>();
    private final List<Extra> extras = new ArrayList<>();
    private int usage;
    private int pathLength = -1;
    private boolean authority;

    private record Extra(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {}

    CertificateRecipe(Authority issuer, String commonName) {
        this.issuer = issuer;
        this.subject = new X500Name("CN=" + commonName + ",O=Handfast Test");
    }

    /** The whole subject instead of common name and organisation. */
    public CertificateRecipe subject(String distinguishedName) {
        subject = new X500Name(distinguishedName);
        return this;
    }

    /** Kind of the certificate's key. */
    public CertificateRecipe keys(KeyKind keyKind) {
        return keys(keyKind, keyKind.keyPair());
    }

    /** The certificate's keys. */
    public CertificateRecipe keys(KeyKind keyKind, KeyPair keyPair) {
        kind = keyKind;
        pair = keyPair;
        return this;
    }

    /** Puts this public key into the certificate, whatever the key pair says. */
    public CertificateRecipe publicKey(SubjectPublicKeyInfo info) {
        publicKey = info;
        return this;
    }

    /** JCA signature algorithm of the issuer instead of its kind's own, such as {@code SHA1withRSA}. */
    public CertificateRecipe signedWith(String jcaName) {
        signature = jcaName;
        return this;
    }

    /** A dNSName; any text, also a bad one. */
    public CertificateRecipe dns(String name) {
        names.add(new GeneralName(GeneralName.dNSName, name));
        return this;
    }

    /** An iPAddress in text form. */
    public CertificateRecipe ip(String address) {
        names.add(new GeneralName(GeneralName.iPAddress, address));
        return this;
    }

    /** Any other subject alternative name. */
    public CertificateRecipe name(GeneralName name) {
        names.add(name);
        return this;
    }

    /** Extended key usage serverAuth; key usage digitalSignature. */
    public CertificateRecipe server() {
        purposes.add(KeyPurposeId.id_kp_serverAuth);
        return usage(KeyUsage.digitalSignature);
    }

    /** Extended key usage clientAuth; key usage digitalSignature. */
    public CertificateRecipe client() {
        purposes.add(KeyPurposeId.id_kp_clientAuth);
        return usage(KeyUsage.digitalSignature);
    }

    /** Any extended key usage. */
    public CertificateRecipe purpose(KeyPurposeId purpose) {
        purposes.add(purpose);
        return this;
    }

    /** Key usage bits of Bouncy Castle's {@link KeyUsage}. */
    public CertificateRecipe usage(int bits) {
        usage |= bits;
        return this;
    }

    /** An issuer: CA true, keyCertSign and cRLSign. */
    public CertificateRecipe ca() {
        authority = true;
        return usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    /** pathLenConstraint. */
    public CertificateRecipe pathLength(int length) {
        pathLength = length;
        return this;
    }

    /** Any other extension. */
    public CertificateRecipe extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        extras.add(new Extra(oid, critical, value));
        return this;
    }

    /** Validity; exact to the second. */
    public CertificateRecipe valid(Instant from, Instant to) {
        notBefore = from;
        notAfter = to;
        return this;
    }

    /** Ended yesterday. */
    public CertificateRecipe expired() {
        return valid(Instant.now().minus(Duration.ofDays(30)), Instant.now().minus(Duration.ofDays(1)));
    }

    /** Begins tomorrow. */
    public CertificateRecipe notYetValid() {
        return valid(Instant.now().plus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(30)));
    }

    /** Serial number; unique by default. */
    public CertificateRecipe serial(long number) {
        serial = BigInteger.valueOf(number);
        return this;
    }

    /** The certificate with its key and the chain to present. */
    public Identity make() {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(certificate());
        if (issuer != null) {
            chain.addAll(issuer.presented());
        }
        return new Identity(chain, pair.getPrivate());
    }

    /** The certificate alone, parsed by the JDK. */
    public X509Certificate certificate() {
        if (pair == null) {
            pair = kind.keyPair();
        }
        try {
            return new JcaX509CertificateConverter().getCertificate(builder().build(signer()));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509v3CertificateBuilder builder() throws IOException {
        X500Name issuerName = issuer == null
                ? subject
                : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
        SubjectPublicKeyInfo info = publicKey != null
                ? publicKey
                : SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuerName, serial, Date.from(notBefore), Date.from(notAfter), subject, info);
        addExtensions(builder);
        return builder;
    }

    private void addExtensions(X509v3CertificateBuilder builder) throws IOException {
        if (authority) {
            builder.addExtension(Extension.basicConstraints, true,
                    pathLength < 0 ? new BasicConstraints(true) : new BasicConstraints(pathLength));
        }
        if (usage != 0) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        }
        if (!purposes.isEmpty()) {
            builder.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
        if (!names.isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false,
                    new GeneralNames(names.toArray(GeneralName[]::new)));
        }
        for (Extra extra : extras) {
            builder.addExtension(extra.oid(), extra.critical(), extra.value());
        }
    }

    private ContentSigner signer() throws OperatorCreationException {
        KeyKind signerKind = issuer == null ? kind : issuer.kind();
        PrivateKey key = issuer == null ? pair.getPrivate() : issuer.keys().getPrivate();
        if (signature == null && signerKind == KeyKind.RSA_PSS_2048) {
            return new PssSigner(key);
        }
        return new JcaContentSignerBuilder(signature == null ? signerKind.signature() : signature).build(key);
    }
}
