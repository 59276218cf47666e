package org.handfast.wildfly.cluster;

import java.util.Optional;
import org.handfast.crypto.Secret;
import org.wildfly.security.credential.SecretKeyCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStoreException;

/** The cluster key in the server's credential store. */
final class StoredKey {
    /** Where it stands. */
    static final String ALIAS = "cluster-key";

    private final CredentialStore store;

    StoredKey(CredentialStore store) {
        this.store = store;
    }

    /** A copy, which the caller closes; empty: there is none. */
    Optional<Secret> read() {
        try {
            return Optional.ofNullable(store.retrieve(ALIAS, SecretKeyCredential.class))
                    .map(credential -> Secret.of(credential.getSecretKey().getEncoded()));
        } catch (CredentialStoreException e) {
            throw new IllegalStateException("The credential store handfast-cluster cannot be read", e);
        }
    }
}
