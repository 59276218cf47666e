package org.handfast.jsse;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The keys of a store that follows its profile. Each choice reads the store as it is now; the alias it returns names
 * that state too, so that chain and key belong together even when the profile changes between two questions.
 * Thread-safe.
 */
final class LiveKeyManager extends X509ExtendedKeyManager {
    private static final int STATES_KEPT = 16;
    private static final char SEPARATOR = '#';

    private final KeyStore store;
    private final Deque<State> states = new ArrayDeque<>();
    private long generation;

    /** @param store of type {@value ProfileKeyStore#TYPE}, possibly wrapped by a container */
    LiveKeyManager(KeyStore store) {
        this.store = store;
    }

    /** The keys of one moment. */
    private record State(long generation, List<KeyEntry> entries, HandfastKeyManager manager) {}

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return choose(manager -> manager.chooseEngineServerAlias(keyType, issuers, engine));
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return choose(manager -> manager.chooseServerAlias(keyType, issuers, socket));
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return choose(manager -> manager.chooseEngineClientAlias(keyTypes, issuers, engine));
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return choose(manager -> manager.chooseClientAlias(keyTypes, issuers, socket));
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return aliases(manager -> manager.getClientAliases(keyType, issuers));
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return aliases(manager -> manager.getServerAliases(keyType, issuers));
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return of(alias).map(manager -> manager.getCertificateChain(plain(alias))).orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return of(alias).map(manager -> manager.getPrivateKey(plain(alias))).orElse(null);
    }

    private String choose(Function<HandfastKeyManager, String> choice) {
        State state = current();
        String alias = choice.apply(state.manager());
        return alias == null ? null : name(alias, state);
    }

    private String[] aliases(Function<HandfastKeyManager, String[]> question) {
        State state = current();
        String[] aliases = question.apply(state.manager());
        return aliases == null
                ? null
                : Arrays.stream(aliases).map(alias -> name(alias, state)).toArray(String[]::new);
    }

    private static String name(String alias, State state) {
        return alias + SEPARATOR + state.generation();
    }

    private static String plain(String alias) {
        return alias.substring(0, alias.lastIndexOf(SEPARATOR));
    }

    private synchronized Optional<HandfastKeyManager> of(String alias) {
        int separator = alias == null ? -1 : alias.lastIndexOf(SEPARATOR);
        return separator < 0
                ? Optional.empty()
                : states.stream()
                        .filter(state -> alias.substring(separator + 1).equals(String.valueOf(state.generation())))
                        .map(State::manager)
                        .findFirst();
    }

    private synchronized State current() {
        List<KeyEntry> entries = read();
        State newest = states.peekFirst();
        if (newest == null || !newest.entries().equals(entries)) {
            generation++;
            newest = new State(generation, entries, new HandfastKeyManager(entries));
            states.addFirst(newest);
            if (states.size() > STATES_KEPT) {
                states.removeLast();
            }
        }
        return newest;
    }

    private List<KeyEntry> read() {
        List<KeyEntry> entries = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    add(entries, alias);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot read the profile's keys", e);
        }
        return entries;
    }

    private void add(List<KeyEntry> entries, String alias) throws GeneralSecurityException {
        if (store.getKey(alias, new char[0]) instanceof PrivateKey key && store.getCertificateChain(alias) != null) {
            List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                    .map(X509Certificate.class::cast)
                    .toList();
            entries.add(KeyEntry.of(alias, chain, key));
        }
    }
}
