package org.handfast.jsse;

import java.security.PrivateKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.handfast.credential.Credential;
import org.handfast.credential.NamedCredential;

/**
 * A private key with its chain, as taken from a key store. Immutable.
 *
 * @param alias name for JSSE, unique within its manager
 * @param chain leaf first
 * @param key may be opaque
 * @param names DNS names of the leaf in lower case
 */
record KeyEntry(String alias, List<X509Certificate> chain, PrivateKey key, List<String> names) {
    private static final int DNS_NAME = 2;

    /** Copies the chain and reads its names. */
    static KeyEntry of(String alias, List<X509Certificate> chain, PrivateKey key) {
        return new KeyEntry(alias, List.copyOf(chain), key, dnsNames(chain.get(0)));
    }

    /** The leaf. */
    X509Certificate leaf() {
        return chain.get(0);
    }

    /** The same with the engine's types. */
    NamedCredential credential() {
        return new NamedCredential(new Credential(alias, chain, key, new byte[0]), names);
    }

    /** Whether the leaf is in time. */
    boolean isValidNow() {
        try {
            leaf().checkValidity();
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return false;
        }
    }

    /**
     * Whether the key is of this type.
     *
     * @param keyType JCA name; {@code EC_RSA} means an EC key in a certificate signed with RSA
     */
    boolean isOfType(String keyType) {
        int separator = keyType.indexOf('_');
        if (separator < 0) {
            return KeyTypes.of(leaf().getPublicKey()).equals(KeyTypes.common(keyType));
        }
        String signer = KeyTypes.common(keyType.substring(separator + 1));
        return KeyTypes.of(leaf().getPublicKey()).equals(KeyTypes.common(keyType.substring(0, separator)))
                && KeyTypes.ofSignature(leaf().getSigAlgName()).equals(signer);
    }

    /** Whether one of the chain was issued by one of these; an empty set asks for none. */
    boolean isIssuedBy(Set<X500Principal> issuers) {
        return issuers.isEmpty()
                || chain.stream().anyMatch(certificate -> issuers.contains(certificate.getIssuerX500Principal()));
    }

    /** Shows no key: some JDKs print private keys. */
    @Override
    public String toString() {
        return "KeyEntry[" + alias + ", " + leaf().getSubjectX500Principal() + "]";
    }

    private static List<String> dnsNames(X509Certificate leaf) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = leaf.getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                if (name.get(0).equals(DNS_NAME)) {
                    names.add(((String) name.get(1)).toLowerCase(Locale.ROOT));
                }
            }
        } catch (CertificateParsingException e) {
            return List.of(); // serves no name of its own; the peer will say what is wrong with it
        }
        return names;
    }
}
