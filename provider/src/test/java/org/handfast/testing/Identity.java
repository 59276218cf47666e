package org.handfast.testing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.handfast.credential.Credential;

/**
 * A certificate with its key and the chain to present.
 *
 * @param chain leaf first, root left out
 * @param key private key of the leaf
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
    /** Password of the key stores made here. */
    public static final char[] PASSWORD = "changeit".toCharArray();

    /** Copies the chain. */
    public Identity {
        chain = List.copyOf(chain);
    }

    /** The leaf. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The same with the engine's type. */
    public Credential credential() {
        return new Credential("test", chain, key, new byte[0]);
    }

    /** A PKCS#12 key store with this identity alone, alias {@code test}. */
    public KeyStore keyStore() {
        return keyStore("test");
    }

    /** A PKCS#12 key store with this identity alone. */
    public KeyStore keyStore(String alias) {
        KeyStore store = Certificates.emptyStore();
        addTo(store, alias);
        return store;
    }

    /** Adds this identity under the common password. */
    public void addTo(KeyStore store, String alias) {
        try {
            store.setKeyEntry(alias, key, PASSWORD, chain.toArray(X509Certificate[]::new));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyStore newStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
