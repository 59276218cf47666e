package org.handfast.jsse;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.handfast.config.ProfileSnapshot;
import org.handfast.credential.Credential;
import org.handfast.credential.NamedCredential;

/**
 * A profile as a key store, live and read-only: its identities as key entries, its trust anchors as certificate
 * entries. Every question is answered from the profile's present state. Passwords are ignored: files and their
 * protection are the profile's business.
 */
final class ProfileKeyStore extends KeyStoreSpi {
    /** The type's name. */
    static final String TYPE = "HandfastProfile";

    private static final String READ_ONLY = "A profile is changed in its file, not through its key store";

    private final Supplier<ProfileSnapshot> profile;

    /** @param profile asked at every call; throws TlsFailure while the profile has no state */
    ProfileKeyStore(Supplier<ProfileSnapshot> profile) {
        this.profile = profile;
    }

    @Override
    public Key engineGetKey(String alias, char[] password) {
        return credential(alias).map(Credential::key).orElse(null);
    }

    @Override
    public Certificate[] engineGetCertificateChain(String alias) {
        return credential(alias)
                .map(credential -> credential.chain().toArray(Certificate[]::new))
                .orElse(null);
    }

    @Override
    public Certificate engineGetCertificate(String alias) {
        return credential(alias)
                .map(credential -> (Certificate) credential.chain().get(0))
                .orElseGet(() -> anchors().get(alias));
    }

    @Override
    public Date engineGetCreationDate(String alias) {
        Certificate certificate = engineGetCertificate(alias);
        return certificate instanceof X509Certificate x509 ? x509.getNotBefore() : null;
    }

    @Override
    public Enumeration<String> engineAliases() {
        Map<String, Object> all = new LinkedHashMap<>(credentials());
        anchors().forEach(all::putIfAbsent);
        return Collections.enumeration(all.keySet());
    }

    @Override
    public boolean engineContainsAlias(String alias) {
        return engineGetCertificate(alias) != null;
    }

    @Override
    public int engineSize() {
        return Collections.list(engineAliases()).size();
    }

    @Override
    public boolean engineIsKeyEntry(String alias) {
        return credential(alias).isPresent();
    }

    @Override
    public boolean engineIsCertificateEntry(String alias) {
        return credential(alias).isEmpty() && anchors().containsKey(alias);
    }

    @Override
    public String engineGetCertificateAlias(Certificate certificate) {
        return Collections.list(engineAliases()).stream()
                .filter(alias -> engineGetCertificate(alias).equals(certificate))
                .findFirst()
                .orElse(null);
    }

    /** There is nothing to read: the profile is named by the provider. */
    @Override
    public void engineLoad(InputStream stream, char[] password) {
        profile.get();
    }

    @Override
    public void engineLoad(KeyStore.LoadStoreParameter parameter) {
        profile.get();
    }

    @Override
    public void engineStore(OutputStream stream, char[] password) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain)
            throws KeyStoreException {
        throw new KeyStoreException(READ_ONLY);
    }

    @Override
    public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) throws KeyStoreException {
        throw new KeyStoreException(READ_ONLY);
    }

    @Override
    public void engineSetCertificateEntry(String alias, Certificate certificate) throws KeyStoreException {
        throw new KeyStoreException(READ_ONLY);
    }

    @Override
    public void engineDeleteEntry(String alias) throws KeyStoreException {
        throw new KeyStoreException(READ_ONLY);
    }

    private Optional<Credential> credential(String alias) {
        return Optional.ofNullable(credentials().get(alias));
    }

    /** By name; where a name occurs twice the later ones get a number. */
    private Map<String, Credential> credentials() {
        Map<String, Credential> byAlias = new LinkedHashMap<>();
        for (NamedCredential named : profile.get().credentials().all()) {
            String name = named.credential().name();
            String alias = name;
            for (int i = 2; byAlias.containsKey(alias); i++) {
                alias = name + "-" + i;
            }
            byAlias.put(alias, named.credential());
        }
        return byAlias;
    }

    private Map<String, Certificate> anchors() {
        Optional<KeyStore> trust = profile.get().trust();
        if (trust.isEmpty()) {
            return Map.of();
        }
        Map<String, Certificate> byAlias = new LinkedHashMap<>();
        try {
            for (String alias : Collections.list(trust.get().aliases())) {
                byAlias.put(alias, trust.get().getCertificate(alias));
            }
        } catch (KeyStoreException e) {
            throw new IllegalStateException("Trust anchors of a profile", e);
        }
        return byAlias;
    }
}
