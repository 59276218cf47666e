package org.handfast.credential;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/**
 * An identity of ours: a chain, leaf first, and the handle of its private key, which may be opaque. Immutable.
 *
 * @param name where it came from, for people: an alias or file
 * @param chain at least the leaf
 * @param key the private key; never printed
 * @param staple OCSP response for the leaf in DER, or an empty array
 * @param timestamps SignedCertificateTimestampList of the leaf as on the wire (RFC 6962 §3.3), or an empty array
 */
public record Credential(
        String name, List<X509Certificate> chain, PrivateKey key, byte[] staple, byte[] timestamps) {
    /** Without timestamps. */
    public Credential(String name, List<X509Certificate> chain, PrivateKey key, byte[] staple) {
        this(name, chain, key, staple, new byte[0]);
    }

    /** Copies the chain. */
    public Credential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("empty chain: " + name);
        }
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(staple, "staple");
        Objects.requireNonNull(timestamps, "timestamps");
    }

    /** Shows name and subject only: keys print themselves on some JDKs. */
    @Override
    public String toString() {
        return "Credential[" + name + ", " + chain.get(0).getSubjectX500Principal() + "]";
    }
}
