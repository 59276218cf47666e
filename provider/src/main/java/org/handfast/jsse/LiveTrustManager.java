package org.handfast.jsse;

import java.net.Socket;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The trust anchors of a store that follows its profile, read anew for every chain. Key entries are identities of
 * ours and never anchors. Thread-safe.
 */
final class LiveTrustManager extends X509ExtendedTrustManager {
    private final KeyStore store;
    private volatile State state = new State(Set.of(), new HandfastTrustManager(Set.of()));

    /** @param store of type {@value ProfileKeyStore#TYPE}, possibly wrapped by a container */
    LiveTrustManager(KeyStore store) {
        this.store = store;
    }

    /** The anchors of one moment. */
    private record State(Set<X509Certificate> anchors, HandfastTrustManager manager) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        current().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        current().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current().checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        current().checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        current().checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current().checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        try {
            return current().getAcceptedIssuers();
        } catch (CertificateException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private HandfastTrustManager current() throws CertificateException {
        Set<X509Certificate> now = new LinkedHashSet<>();
        Set<TrustAnchor> anchors = new LinkedHashSet<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)
                        && store.getCertificate(alias) instanceof X509Certificate anchor
                        && now.add(anchor)) {
                    anchors.add(new TrustAnchor(anchor, null));
                }
            }
        } catch (KeyStoreException e) {
            throw new CertificateException("Cannot read the profile's trust anchors", e);
        }
        State known = state;
        if (!known.anchors().equals(now)) {
            known = new State(now, new HandfastTrustManager(anchors));
            state = known;
        }
        return known.manager();
    }
}
