package org.handfast.jsse;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;

/** Contexts of ours for tests, all of one authority. */
final class Contexts {
    static final Provider HANDFAST = new HandfastProvider();
    static final Authority CA = Certificates.authority("Test Root");
    static final Identity SERVER = CA.issue("server.example")
            .dns("server.example").dns("localhost").ip("127.0.0.1").server().make();
    static final Identity CLIENT = CA.issue("client").client().make();

    private Contexts() {}

    /** A server with an identity that trusts the authority. */
    static SSLContext server() {
        return context(keys(SERVER), trust());
    }

    /** An anonymous client that trusts the authority. */
    static SSLContext client() {
        return context(null, trust());
    }

    /** A client with an identity. */
    static SSLContext knownClient() {
        return context(keys(CLIENT), trust());
    }

    static SSLContext context(KeyManager[] keyManagers, TrustManager[] trustManagers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS", HANDFAST);
            context.init(keyManagers, trustManagers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyManager[] keys(Identity identity) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX", HANDFAST);
            factory.init(identity.keyStore(), Identity.PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static TrustManager[] trust() {
        return trust(Certificates.trusting(CA));
    }

    static TrustManager[] trust(KeyStore anchors) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", HANDFAST);
            factory.init(anchors);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
