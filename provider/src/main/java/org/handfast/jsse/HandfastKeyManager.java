package org.handfast.jsse;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.security.auth.x500.X500Principal;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.CredentialSet;
import org.handfast.crypto.Catalog;

/**
 * The keys of a key store as they were when the factory was initialized: an alias means the same key for ever.
 * The choice is deterministic: among the keys of the type asked for, a name that equals the one the client asked
 * for, before a wildcard, before the rest; then certificates in time; then the order of the key store. Works
 * with any provider's engines and sockets. Immutable and thread-safe.
 */
public final class HandfastKeyManager extends X509ExtendedKeyManager {
    private static final int EXACT = 0;
    private static final int WILDCARD = 1;
    private static final int NO_NAME = 2;

    private final Map<String, KeyEntry> entries;

    HandfastKeyManager(List<KeyEntry> entries) {
        this.entries = new LinkedHashMap<>();
        entries.forEach(entry -> this.entries.put(entry.alias(), entry));
    }

    /** The same keys for Handfast's own engine, which chooses over all key types at once. */
    CredentialSelector selector(Catalog catalog) {
        return request -> new CredentialSet(
                        entries.values().stream()
                                .sorted(Comparator.comparing(entry -> !entry.isValidNow()))
                                .map(KeyEntry::credential)
                                .toList(),
                        catalog)
                .select(request);
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return choose(keyType, issuers, TrustTarget.of(engine), true).orElse(null);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return choose(keyType, issuers, TrustTarget.of(socket), true).orElse(null);
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return chooseClient(keyTypes, issuers, TrustTarget.of(engine));
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return chooseClient(keyTypes, issuers, TrustTarget.of(socket));
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return aliases(keyType, issuers);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return aliases(keyType, issuers);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        KeyEntry entry = alias == null ? null : entries.get(alias);
        return entry == null ? null : entry.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        KeyEntry entry = alias == null ? null : entries.get(alias);
        return entry == null ? null : entry.key();
    }

    private String chooseClient(String[] keyTypes, Principal[] issuers, TrustTarget target) {
        if (keyTypes == null) {
            return null;
        }
        return Arrays.stream(keyTypes)
                .map(keyType -> choose(keyType, issuers, target, false))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private Optional<String> choose(String keyType, Principal[] issuers, TrustTarget target, boolean byName) {
        if (keyType == null) {
            return Optional.empty();
        }
        Comparator<KeyEntry> byValidity = Comparator.comparing(entry -> !entry.isValidNow());
        Comparator<KeyEntry> order = byName
                ? Comparator.<KeyEntry>comparingInt(entry -> nameRank(entry, target)).thenComparing(byValidity)
                : byValidity;
        Set<X500Principal> wanted = principals(issuers);
        return entries.values().stream()
                .filter(entry -> entry.isOfType(keyType) && entry.isIssuedBy(wanted) && canSign(entry, target))
                .min(order)
                .map(KeyEntry::alias);
    }

    private String[] aliases(String keyType, Principal[] issuers) {
        Set<X500Principal> wanted = principals(issuers);
        String[] matching = keyType == null
                ? new String[0]
                : entries.values().stream()
                        .filter(entry -> entry.isOfType(keyType) && entry.isIssuedBy(wanted))
                        .map(KeyEntry::alias)
                        .toArray(String[]::new);
        return matching.length == 0 ? null : matching;
    }

    /** RFC 9846 §4.3.3 ties each curve to one hash; before TLS 1.3 they were free. */
    private static boolean canSign(KeyEntry entry, TrustTarget target) {
        String bound = KeyTypes.boundSignature(entry.leaf().getPublicKey());
        return bound == null
                || !target.protocol().equals("TLSv1.3")
                || target.peerAlgorithms().isEmpty()
                || target.peerAlgorithms().stream().anyMatch(bound::equalsIgnoreCase);
    }

    private static int nameRank(KeyEntry entry, TrustTarget target) {
        int best = NO_NAME;
        for (String asked : target.requestedNames()) {
            String host = asked.toLowerCase(Locale.ROOT);
            if (entry.names().contains(host)) {
                return EXACT;
            }
            if (entry.names().stream().anyMatch(name -> EndpointIdentity.dnsMatches(name, host))) {
                best = WILDCARD;
            }
        }
        return best;
    }

    private static Set<X500Principal> principals(Principal[] issuers) {
        Set<X500Principal> principals = new LinkedHashSet<>();
        for (Principal issuer : issuers == null ? new Principal[0] : issuers) {
            if (Objects.requireNonNull(issuer, "issuer") instanceof X500Principal x500) {
                principals.add(x500);
            } else {
                principals.add(new X500Principal(issuer.getName()));
            }
        }
        return principals;
    }
}
