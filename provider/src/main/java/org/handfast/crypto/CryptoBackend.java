package org.handfast.crypto;

import java.util.List;

/** A source of primitives: offers lists of objects, not answers to names. Immutable and thread-safe. */
public interface CryptoBackend {
    /** Name for people: {@code JDK}, {@code Bouncy Castle 1.87}. */
    String name();

    /** TLS 1.3 suites this source can do. */
    List<Suite13> suites13();

    /** TLS 1.2 suites this source can do. */
    default List<Suite12> suites12() {
        return List.of();
    }

    /** Groups this source can do. */
    List<Kem> kems();

    /** Signature schemes this source can do. */
    List<SignatureAlgorithm> signatureAlgorithms();
}
