package org.handfast.jsse;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertPathParameters;
import java.security.cert.Certificate;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Makes {@link HandfastTrustManager}s: from a key store, from {@link CertPathTrustManagerParameters}, or, given
 * null, from the platform's trust store. A profile's key store is read anew for every chain. An empty key store is
 * taken at its word and trusts nobody.
 *
 * <p>Nothing is fetched from the network, except where the caller asks for it: with {@link PKIXParameters} that enable
 * revocation, or carry a {@code PKIXRevocationChecker}, the JDK's checker may contact OCSP responders and CRL
 * distribution points named in certificates, during the handshake and within its own time limits
 * ({@code com.sun.security.ocsp.timeout}). Stapled responses are given to it first. Who wants no such waiting gives
 * CRLs in a CertStore of the parameters and the checker's options PREFER_CRLS and NO_FALLBACK.
 */
public final class HandfastTrustManagerFactory extends TrustManagerFactorySpi {
    private X509ExtendedTrustManager manager;

    /** For the provider. */
    public HandfastTrustManagerFactory() {}

    @Override
    protected void engineInit(KeyStore store) throws KeyStoreException {
        if (store != null && store.getType().equals(ProfileKeyStore.TYPE)) {
            manager = new LiveTrustManager(store);
            return;
        }
        manager = new HandfastTrustManager(anchors(store == null ? PlatformTrust.load() : store));
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
        if (!(parameters instanceof CertPathTrustManagerParameters wrapped)) {
            throw new InvalidAlgorithmParameterException("CertPathTrustManagerParameters expected");
        }
        CertPathParameters inner = wrapped.getParameters();
        if (!(inner instanceof PKIXParameters pkix)) {
            throw new InvalidAlgorithmParameterException("PKIXParameters expected inside");
        }
        manager = new HandfastTrustManager(pkix);
    }

    @Override
    protected TrustManager[] engineGetTrustManagers() {
        if (manager == null) {
            throw new IllegalStateException("TrustManagerFactory is not initialized");
        }
        return new TrustManager[] {manager};
    }

    /** Trusted certificate entries, and the leaf of each key entry, as JDK key stores are used. */
    static Set<TrustAnchor> anchors(KeyStore store) throws KeyStoreException {
        Set<TrustAnchor> anchors = new LinkedHashSet<>();
        Set<Certificate> seen = new LinkedHashSet<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate instanceof X509Certificate x509 && seen.add(certificate)) {
                anchors.add(new TrustAnchor(x509, null));
            }
        }
        return anchors;
    }
}
