package org.handfast.jsse;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * The managers of the "Default" context: identity from the {@code javax.net.ssl.keyStore*} properties, trust from the
 * platform. Read once per process, at the first use.
 *
 * @param keyManager empty: no key store is named
 * @param trustManager the platform's trust
 */
record DefaultManagers(Optional<X509KeyManager> keyManager, X509TrustManager trustManager) {
    private static final String PREFIX = "javax.net.ssl.keyStore";
    private static final String NO_FILE = "NONE";

    /**
     * The managers; a failure is not remembered.
     *
     * @throws KeyManagementException if a store cannot be read
     */
    static DefaultManagers get() throws KeyManagementException {
        return Shared.get();
    }

    /** Trust of a context that is given none: the platform's. */
    static X509TrustManager platformTrust() throws KeyManagementException {
        try {
            return new HandfastTrustManager(HandfastTrustManagerFactory.anchors(PlatformTrust.load()));
        } catch (KeyStoreException e) {
            throw new KeyManagementException("Cannot read the platform's trust store", e);
        }
    }

    private static final class Shared {
        private static DefaultManagers managers;

        static synchronized DefaultManagers get() throws KeyManagementException {
            if (managers == null) {
                managers = new DefaultManagers(fromProperties(), platformTrust());
            }
            return managers;
        }
    }

    private static Optional<X509KeyManager> fromProperties() throws KeyManagementException {
        String file = System.getProperty(PREFIX, "");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String provider = System.getProperty(PREFIX + "Provider", "");
        String type = System.getProperty(PREFIX + "Type", KeyStore.getDefaultType());
        String password = System.getProperty(PREFIX + "Password", "");
        char[] secret = password.isEmpty() ? null : password.toCharArray();
        try {
            KeyStore store = provider.isEmpty() ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
            if (file.equals(NO_FILE)) {
                store.load(null, secret);
            } else {
                try (InputStream in = new FileInputStream(file)) {
                    store.load(in, secret);
                }
            }
            HandfastKeyManagerFactory factory = new HandfastKeyManagerFactory();
            factory.engineInit(store, secret == null ? new char[0] : secret);
            return Optional.of((X509KeyManager) factory.engineGetKeyManagers()[0]);
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyManagementException("Cannot read the key store of " + PREFIX, e);
        }
    }
}
