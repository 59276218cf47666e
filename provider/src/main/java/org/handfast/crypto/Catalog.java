package org.handfast.crypto;

import java.util.List;
import java.util.Optional;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;

/**
 * The primitives in force. Each list holds every code point once, from the source chosen for it; order is
 * Handfast's default preference. Immutable and thread-safe.
 *
 * @param suites13 TLS 1.3 suites
 * @param suites12 TLS 1.2 suites
 * @param kems groups
 * @param signatureAlgorithms schemes
 */
public record Catalog(
        List<Suite13> suites13, List<Suite12> suites12, List<Kem> kems, List<SignatureAlgorithm> signatureAlgorithms) {
    /** Copies the lists. */
    public Catalog {
        suites13 = List.copyOf(suites13);
        suites12 = List.copyOf(suites12);
        kems = List.copyOf(kems);
        signatureAlgorithms = List.copyOf(signatureAlgorithms);
    }

    /** The suite, if there is a source for it. */
    public Optional<Suite13> suite13(CipherSuite suite) {
        return suites13.stream().filter(s -> s.suite().equals(suite)).findFirst();
    }

    /** The suite of TLS 1.2, if there is a source for it. */
    public Optional<Suite12> suite12(CipherSuite suite) {
        return suites12.stream().filter(s -> s.suite().equals(suite)).findFirst();
    }

    /** The group, if there is a source for it. */
    public Optional<Kem> kem(NamedGroup group) {
        return kems.stream().filter(k -> k.group().equals(group)).findFirst();
    }

    /** The scheme, if there is a source for it. */
    public Optional<SignatureAlgorithm> signatureAlgorithm(SignatureScheme scheme) {
        return signatureAlgorithms.stream().filter(s -> s.scheme().equals(scheme)).findFirst();
    }
}
