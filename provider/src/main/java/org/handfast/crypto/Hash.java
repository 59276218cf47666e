package org.handfast.crypto;

/** A hash function with its HMAC and HKDF (RFC 5869). Immutable and thread-safe. */
public interface Hash {
    /** JCA name, such as {@code SHA-256}. */
    String name();

    /** Output length in bytes. */
    int length();

    /** A new running hash. */
    RunningHash start();

    /** The hash of these bytes. */
    byte[] digest(byte[] input);

    /** HMAC (RFC 2104) under the key. */
    byte[] hmac(Secret key, byte[] input);

    /** HKDF-Extract; the caller closes the result. */
    Secret extract(Secret salt, Secret inputKeyingMaterial);

    /** HKDF-Expand to {@code length} bytes; the caller closes the result. */
    Secret expand(Secret pseudorandomKey, byte[] info, int length);
}
