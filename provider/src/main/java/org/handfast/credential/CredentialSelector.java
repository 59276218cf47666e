package org.handfast.credential;

import java.util.Optional;

/** Chooses our identity for a handshake. Called on a delegated task; implementations are thread-safe. */
@FunctionalInterface
public interface CredentialSelector {
    /** Has none: a client that stays anonymous. */
    CredentialSelector NONE = request -> Optional.empty();

    /**
     * The credential to present, or empty: a server then fails with NO_CREDENTIAL, a client sends an empty
     * Certificate.
     *
     * @throws org.handfast.failure.TlsFailure when the source itself failed
     */
    Optional<Credential> select(CredentialRequest request);
}
