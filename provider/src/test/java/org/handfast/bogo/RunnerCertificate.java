package org.handfast.bogo;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** A parsed certificate with the bytes it really had. */
final class RunnerCertificate extends X509Certificate {
    private static final long serialVersionUID = 1L;

    private final X509Certificate parsed;
    private final byte[] der;

    RunnerCertificate(X509Certificate parsed, byte[] der) {
        this.parsed = parsed;
        this.der = der.clone();
    }

    @Override
    public byte[] getEncoded() {
        return der.clone();
    }

    @Override
    public void verify(PublicKey key) throws CertificateException {
        throw new CertificateException("the runner's chains are not verified");
    }

    @Override
    public void verify(PublicKey key, String provider) throws CertificateException {
        verify(key);
    }

    @Override
    public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
        parsed.checkValidity();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        parsed.checkValidity(date);
    }

    @Override
    public int getVersion() {
        return parsed.getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return parsed.getSerialNumber();
    }

    @Override
    @Deprecated
    public Principal getIssuerDN() {
        return parsed.getIssuerX500Principal();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return parsed.getIssuerX500Principal();
    }

    @Override
    @Deprecated
    public Principal getSubjectDN() {
        return parsed.getSubjectX500Principal();
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return parsed.getSubjectX500Principal();
    }

    @Override
    public Date getNotBefore() {
        return parsed.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return parsed.getNotAfter();
    }

    @Override
    public byte[] getTBSCertificate() {
        throw new UnsupportedOperationException("the runner's chains are not verified");
    }

    @Override
    public byte[] getSignature() {
        return parsed.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return parsed.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return parsed.getSigAlgOID();
    }

    @Override
    public byte[] getSigAlgParams() {
        return parsed.getSigAlgParams();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        return parsed.getIssuerUniqueID();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        return parsed.getSubjectUniqueID();
    }

    @Override
    public boolean[] getKeyUsage() {
        return parsed.getKeyUsage();
    }

    @Override
    public List<String> getExtendedKeyUsage() throws java.security.cert.CertificateParsingException {
        return parsed.getExtendedKeyUsage();
    }

    @Override
    public Collection<List<?>> getSubjectAlternativeNames()
            throws java.security.cert.CertificateParsingException {
        return parsed.getSubjectAlternativeNames();
    }

    @Override
    public int getBasicConstraints() {
        return parsed.getBasicConstraints();
    }

    @Override
    public String toString() {
        return parsed.toString();
    }

    @Override
    public PublicKey getPublicKey() {
        return parsed.getPublicKey();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return parsed.hasUnsupportedCriticalExtension();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return parsed.getCriticalExtensionOIDs();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return parsed.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        return parsed.getExtensionValue(oid);
    }
}
