package org.handfast.jsse;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Makes {@link HandfastKeyManager}s from a key store and its password, or from {@link KeyStoreBuilderParameters}
 * where several key stores or a password per entry are needed. Keys are read at init, those of a profile's key store
 * at every handshake; passwords are not kept.
 */
public final class HandfastKeyManagerFactory extends KeyManagerFactorySpi {
    private X509ExtendedKeyManager manager;

    /** For the provider. */
    public HandfastKeyManagerFactory() {}

    @Override
    protected void engineInit(KeyStore store, char[] password)
            throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
        if (store != null && store.getType().equals(ProfileKeyStore.TYPE)) {
            manager = new LiveKeyManager(store);
            return;
        }
        List<KeyEntry> entries = new ArrayList<>();
        if (store != null) {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    add(entries, alias, store.getKey(alias, password), store.getCertificateChain(alias));
                }
            }
        }
        manager = new HandfastKeyManager(entries);
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
        if (!(parameters instanceof KeyStoreBuilderParameters stores)) {
            throw new InvalidAlgorithmParameterException("KeyStoreBuilderParameters expected");
        }
        List<KeyEntry> entries = new ArrayList<>();
        List<KeyStore.Builder> builders = stores.getParameters();
        try {
            for (int i = 0; i < builders.size(); i++) {
                addAll(entries, builders.size() == 1 ? "" : i + ".", builders.get(i));
            }
        } catch (GeneralSecurityException e) {
            throw new InvalidAlgorithmParameterException("Cannot read a key store", e);
        }
        manager = new HandfastKeyManager(entries);
    }

    @Override
    protected KeyManager[] engineGetKeyManagers() {
        if (manager == null) {
            throw new IllegalStateException("KeyManagerFactory is not initialized");
        }
        return new KeyManager[] {manager};
    }

    private static void addAll(List<KeyEntry> entries, String prefix, KeyStore.Builder builder)
            throws GeneralSecurityException {
        KeyStore store = builder.getKeyStore();
        for (String alias : Collections.list(store.aliases())) {
            if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)
                    && store.getEntry(alias, builder.getProtectionParameter(alias))
                            instanceof KeyStore.PrivateKeyEntry entry) {
                add(entries, prefix + alias, entry.getPrivateKey(), entry.getCertificateChain());
            }
        }
    }

    /** Secret keys and keys without X.509 chain are no identities. */
    private static void add(List<KeyEntry> entries, String alias, Key key, Certificate[] chain) {
        if (key instanceof PrivateKey privateKey
                && chain != null
                && chain.length > 0
                && Arrays.stream(chain).allMatch(X509Certificate.class::isInstance)) {
            List<X509Certificate> x509 =
                    Arrays.stream(chain).map(X509Certificate.class::cast).toList();
            entries.add(KeyEntry.of(alias, x509, privateKey));
        }
    }
}
