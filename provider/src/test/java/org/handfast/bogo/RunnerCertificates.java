package org.handfast.bogo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CRL;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateFactorySpi;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Extension;

/**
 * Lets the platform's parser take the runner's leaf certificates. Their subject is empty and their
 * subjectAltName not critical, which RFC 5280 §4.1.2.6 forbids and the JDK refuses; here the extension is
 * marked critical before parsing, and the certificate keeps the bytes it came with. All else is the platform's.
 */
public final class RunnerCertificates extends CertificateFactorySpi {
    private static final int EXTENSIONS = 3;

    private final CertificateFactory platform;

    /** Made by the provider below. */
    public RunnerCertificates() throws CertificateException, NoSuchProviderException {
        platform = CertificateFactory.getInstance("X.509", "SUN");
    }

    /** Puts this factory before the platform's, once per JVM. */
    static void install() {
        Security.insertProviderAt(new Source(), 1);
    }

    @Override
    public Certificate engineGenerateCertificate(InputStream in) throws CertificateException {
        try {
            byte[] der = in.readAllBytes();
            try {
                return platform.generateCertificate(new ByteArrayInputStream(der));
            } catch (CertificateException refused) {
                X509Certificate parsed = (X509Certificate)
                        platform.generateCertificate(new ByteArrayInputStream(withCriticalNames(der, refused)));
                return new RunnerCertificate(parsed, der);
            }
        } catch (IOException e) {
            throw new CertificateException(e);
        }
    }

    @Override
    public Collection<? extends Certificate> engineGenerateCertificates(InputStream in) throws CertificateException {
        return List.of(engineGenerateCertificate(in));
    }

    @Override
    public CRL engineGenerateCRL(InputStream in) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Collection<? extends CRL> engineGenerateCRLs(InputStream in) {
        throw new UnsupportedOperationException();
    }

    private static byte[] withCriticalNames(byte[] der, CertificateException refused) throws CertificateException {
        try {
            ASN1Sequence certificate = ASN1Sequence.getInstance(der);
            ASN1EncodableVector toBeSigned = new ASN1EncodableVector();
            for (ASN1Encodable field : ASN1Sequence.getInstance(certificate.getObjectAt(0))) {
                boolean extensions = field instanceof ASN1TaggedObject tagged && tagged.getTagNo() == EXTENSIONS;
                toBeSigned.add(extensions ? changed((ASN1TaggedObject) field) : field);
            }
            return new DERSequence(new ASN1Encodable[] {
                new DERSequence(toBeSigned), certificate.getObjectAt(1), certificate.getObjectAt(2)
            }).getEncoded();
        } catch (IOException | RuntimeException unreadable) {
            throw refused;
        }
    }

    private static ASN1Encodable changed(ASN1TaggedObject extensions) {
        ASN1EncodableVector changed = new ASN1EncodableVector();
        for (ASN1Encodable one : ASN1Sequence.getInstance(extensions, true)) {
            Extension extension = Extension.getInstance(one);
            boolean names = extension.getExtnId().equals(Extension.subjectAlternativeName);
            changed.add(names ? new Extension(extension.getExtnId(), true, extension.getExtnValue()) : extension);
        }
        return new DERTaggedObject(true, EXTENSIONS, new DERSequence(changed));
    }

    /** Serves nothing but certificates. */
    private static final class Source extends Provider {
        private static final long serialVersionUID = 1L;

        Source() {
            super("RunnerCertificates", "1", "leaf certificates of the runner");
            putService(new Service(
                    this, "CertificateFactory", "X.509", RunnerCertificates.class.getName(), List.of("X509"), null) {
                @Override
                public Object newInstance(Object parameter) {
                    try {
                        return new RunnerCertificates();
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
        }
    }
}
