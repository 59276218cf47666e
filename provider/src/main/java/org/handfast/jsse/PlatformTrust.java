package org.handfast.jsse;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;

/** The trust store of the Java platform: the {@code javax.net.ssl.trustStore*} properties, else its CA file. */
final class PlatformTrust {
    private static final String PREFIX = "javax.net.ssl.trustStore";
    private static final String NO_FILE = "NONE";

    private PlatformTrust() {}

    /**
     * Loads it. A file that is named and absent gives an empty store, which trusts nobody, as in the JDK.
     *
     * @throws KeyStoreException if the store cannot be read
     */
    static KeyStore load() throws KeyStoreException {
        String type = System.getProperty(PREFIX + "Type", KeyStore.getDefaultType());
        String provider = System.getProperty(PREFIX + "Provider", "");
        String password = System.getProperty(PREFIX + "Password", "");
        try {
            KeyStore store = provider.isEmpty() ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
            File file = file();
            if (file == null || !file.isFile()) {
                store.load(null, file == null ? secret(password) : null);
                return store;
            }
            try (InputStream in = new FileInputStream(file)) {
                store.load(in, secret(password));
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyStoreException("problem accessing trust store", e);
        }
    }

    /** The file to read; null: the store is not in a file. */
    private static File file() {
        String named = System.getProperty(PREFIX, "");
        if (named.equals(NO_FILE)) {
            return null;
        }
        if (!named.isEmpty()) {
            return new File(named);
        }
        File security = new File(System.getProperty("java.home"), "lib/security");
        File own = new File(security, "jssecacerts");
        return own.isFile() ? own : new File(security, "cacerts");
    }

    /** No password: the contents are read, their integrity is not checked. */
    private static char[] secret(String password) {
        return password.isEmpty() ? null : password.toCharArray();
    }
}
