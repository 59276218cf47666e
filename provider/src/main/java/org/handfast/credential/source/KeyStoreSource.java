package org.handfast.credential.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.handfast.credential.Credential;
import org.handfast.failure.Reason;

/**
 * Identities and anchors from key stores. All methods throw TlsFailure CREDENTIAL_UNREADABLE with a fact {@code why}.
 */
public final class KeyStoreSource {
    private KeyStoreSource() {}

    /**
     * Opens a store.
     *
     * @param type such as {@code PKCS12} or {@code JKS}; empty text: PKCS12, which reads JKS too
     * @param password null: the store is read without checking its integrity
     */
    public static KeyStore open(byte[] content, String type, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance(type.isEmpty() ? "PKCS12" : type);
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (IOException e) {
            boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
            throw Reason.CREDENTIAL_UNREADABLE.causedBy(
                    e, "why",
                    wrong ? "the password is wrong" : "it is no key store of this type, or the password is wrong");
        } catch (GeneralSecurityException | RuntimeException e) {
            throw Reason.CREDENTIAL_UNREADABLE.causedBy(e, "why", "it is no key store of this type");
        }
    }

    /** Aliases of private keys, sorted: key stores promise no order. */
    public static List<String> keyAliases(KeyStore store) {
        try {
            List<String> aliases = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    aliases.add(alias);
                }
            }
            Collections.sort(aliases);
            return aliases;
        } catch (GeneralSecurityException e) {
            throw Reason.CREDENTIAL_UNREADABLE.causedBy(e, "why", "its entries cannot be listed");
        }
    }

    /** The identity under an alias; its name is the alias. */
    public static Credential credential(KeyStore store, String alias, char[] keyPassword) {
        try {
            Certificate[] chain = store.getCertificateChain(alias);
            if (!(store.getKey(alias, keyPassword) instanceof PrivateKey key) || chain == null || chain.length == 0) {
                throw Reason.CREDENTIAL_UNREADABLE.with("why", "the entry holds no private key with a certificate");
            }
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate certificate : chain) {
                certificates.add((X509Certificate) certificate);
            }
            return new Credential(alias, certificates, key, new byte[0]);
        } catch (UnrecoverableKeyException e) {
            throw Reason.CREDENTIAL_UNREADABLE.causedBy(e, "why", "the password of the key is wrong");
        } catch (GeneralSecurityException e) {
            throw Reason.CREDENTIAL_UNREADABLE.causedBy(e, "why", "the key cannot be read");
        }
    }

    /** Trusted certificates, by alias; private keys' own certificates are not anchors. */
    public static List<X509Certificate> anchors(KeyStore store) {
        try {
            List<String> aliases = Collections.list(store.aliases());
            Collections.sort(aliases);
            List<X509Certificate> anchors = new ArrayList<>();
            for (String alias : aliases) {
                if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate anchor) {
                    anchors.add(anchor);
                }
            }
            return anchors;
        } catch (GeneralSecurityException e) {
            throw Reason.CREDENTIAL_UNREADABLE.causedBy(e, "why", "its entries cannot be listed");
        }
    }
}
