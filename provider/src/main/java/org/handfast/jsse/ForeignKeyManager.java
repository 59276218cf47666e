package org.handfast.jsse;

import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.handfast.credential.Credential;
import org.handfast.credential.CredentialRequest;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;

/**
 * Any application's key manager as a selector. It is asked once per key type, in the order of the schemes, until
 * one answer fits; chain and key are fetched anew for every handshake, because a delegate may have changed.
 */
final class ForeignKeyManager implements CredentialSelector {
    private final X509KeyManager manager;
    private final Catalog catalog;
    private final CallbackTarget target;

    ForeignKeyManager(X509KeyManager manager, Catalog catalog, CallbackTarget target) {
        this.manager = manager;
        this.catalog = catalog;
        this.target = target;
    }

    /** A selector over the manager: ours plugs in directly, others are asked through their interface. */
    static CredentialSelector selector(X509KeyManager manager, Catalog catalog, CallbackTarget target) {
        return manager instanceof HandfastKeyManager ours
                ? ours.selector(catalog)
                : new ForeignKeyManager(manager, catalog, target);
    }

    @Override
    public Optional<Credential> select(CredentialRequest request) {
        try {
            return keyTypes(request).stream()
                    .map(keyType -> ask(keyType, request))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (TlsFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw Reason.CREDENTIAL_SELECTION_FAILED.causedBy(e, "manager", manager.getClass().getName());
        }
    }

    private Set<String> keyTypes(CredentialRequest request) {
        Set<String> keyTypes = new LinkedHashSet<>();
        for (SignatureAlgorithm algorithm : algorithms(request)) {
            keyTypes.add(KeyTypes.common(algorithm.keyType()));
        }
        return keyTypes;
    }

    private List<SignatureAlgorithm> algorithms(CredentialRequest request) {
        return request.schemes().stream()
                .map(catalog::signatureAlgorithm)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Credential> ask(String keyType, CredentialRequest request) {
        Principal[] issuers =
                request.authorities().isEmpty() ? null : request.authorities().toArray(Principal[]::new);
        String alias = request.role() == Role.CLIENT
                ? clientAlias(new String[] {keyType}, issuers)
                : serverAlias(keyType, issuers);
        return alias == null ? Optional.empty() : fetch(alias, request);
    }

    private String clientAlias(String[] keyTypes, Principal[] issuers) {
        return target.isEngine() && manager instanceof X509ExtendedKeyManager extended
                ? extended.chooseEngineClientAlias(keyTypes, issuers, target.engine())
                : manager.chooseClientAlias(keyTypes, issuers, target.socket());
    }

    private String serverAlias(String keyType, Principal[] issuers) {
        return target.isEngine() && manager instanceof X509ExtendedKeyManager extended
                ? extended.chooseEngineServerAlias(keyType, issuers, target.engine())
                : manager.chooseServerAlias(keyType, issuers, target.socket());
    }

    private Optional<Credential> fetch(String alias, CredentialRequest request) {
        X509Certificate[] chain = manager.getCertificateChain(alias);
        PrivateKey key = manager.getPrivateKey(alias);
        if (chain == null || chain.length == 0 || key == null) {
            return Optional.empty();
        }
        boolean fits = algorithms(request).stream().anyMatch(a -> request.fits(a, chain[0].getPublicKey()));
        return fits ? Optional.of(new Credential(alias, List.of(chain), key, new byte[0])) : Optional.empty();
    }
}
