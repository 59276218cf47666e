package org.handfast.testing;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * An issuer.
 *
 * @param kind kind of its key
 * @param keys its keys
 * @param chain its own certificate first, the root last
 */
public record Authority(KeyKind kind, KeyPair keys, List<X509Certificate> chain) {
    /** Copies the chain. */
    public Authority {
        chain = List.copyOf(chain);
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** An issuer below this one, with an EC key. */
    public Authority intermediate(String commonName) {
        return intermediate(commonName, KeyKind.EC_P256);
    }

    /** An issuer below this one. */
    public Authority intermediate(String commonName, KeyKind keyKind) {
        return below(keyKind, issue(commonName).ca());
    }

    /** An issuer below this one, from a recipe made by {@link #issue} with its keys and extensions set as wanted. */
    public Authority below(KeyKind keyKind, CertificateRecipe recipe) {
        KeyPair pair = keyKind.keyPair();
        List<X509Certificate> path = new ArrayList<>();
        path.add(recipe.keys(keyKind, pair).certificate());
        path.addAll(chain);
        return new Authority(keyKind, pair, path);
    }

    /** Begins a certificate issued by this authority: an EC leaf without names or usages, valid around now. */
    public CertificateRecipe issue(String commonName) {
        return new CertificateRecipe(this, commonName);
    }

    /** A server certificate for {@code localhost} and 127.0.0.1. */
    public Identity localhost(KeyKind keyKind) {
        return issue("localhost").dns("localhost").ip("127.0.0.1").server().keys(keyKind).make();
    }

    /** A client certificate. */
    public Identity client(String commonName, KeyKind keyKind) {
        return issue(commonName).client().keys(keyKind).make();
    }

    /** What a leaf of this authority presents above itself: everything but the root. */
    List<X509Certificate> presented() {
        return chain.subList(0, chain.size() - 1);
    }
}
