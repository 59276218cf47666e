package org.handfast.jsse;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.handfast.credential.Role;

/**
 * PKIX trust for any provider's engines and sockets: endpoint algorithm, constraints and OCSP responses are
 * taken from the object given. Thread-safe.
 */
public final class HandfastTrustManager extends X509ExtendedTrustManager {
    private final PathValidation paths;

    /**
     * Trusts these anchors, without revocation checks.
     *
     * @param anchors empty: every chain is refused
     */
    public HandfastTrustManager(Set<TrustAnchor> anchors) {
        this.paths = new PathValidation(anchors);
    }

    /** Trusts as the parameters say, revocation included; they are copied. */
    public HandfastTrustManager(PKIXParameters parameters) {
        this.paths = new PathValidation(parameters);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType, Role.CLIENT, TrustTarget.of(engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType, Role.CLIENT, TrustTarget.of(socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType, Role.CLIENT, TrustTarget.NONE);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType, Role.SERVER, TrustTarget.of(engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType, Role.SERVER, TrustTarget.of(socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType, Role.SERVER, TrustTarget.NONE);
    }

    /** Certificates of the trust anchors, in a fresh array. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return paths.anchors();
    }

    void check(X509Certificate[] chain, String authType, Role peer, TrustTarget target) throws CertificateException {
        if (chain == null || chain.length == 0) {
            throw new IllegalArgumentException("null or empty certificate chain");
        }
        if (authType == null || authType.isEmpty()) {
            throw new IllegalArgumentException("null or empty authentication type");
        }
        paths.validate(chain.clone(), peer, authType, target);
        if (peer == Role.SERVER) {
            target.checkServer(chain[0]);
        } else {
            target.checkClient(chain[0]);
        }
    }
}
