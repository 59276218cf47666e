package org.handfast.credential;

import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Catalog;

/**
 * Identities of a profile and the rule that chooses among them. The rule is deterministic: same set, same
 * request, same answer. Immutable and thread-safe.
 */
public final class CredentialSet implements CredentialSelector {
    private final List<NamedCredential> credentials;
    private final Catalog catalog;

    /**
     * A set.
     *
     * @param credentials in order of preference; the first is the default
     * @param catalog knows which scheme fits which key
     */
    public CredentialSet(List<NamedCredential> credentials, Catalog catalog) {
        this.credentials = List.copyOf(credentials);
        this.catalog = catalog;
    }

    /** All of them, in order. */
    public List<NamedCredential> all() {
        return credentials;
    }

    /** Whether one of them serves this host name. */
    public boolean names(String hostName) {
        return credentials.stream().anyMatch(c -> HostNames.rank(c.names(), hostName) != HostNames.NONE);
    }

    @Override
    public Optional<Credential> select(CredentialRequest request) {
        return new CredentialChoice(credentials, catalog, request).best();
    }
}
