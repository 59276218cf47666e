package org.handfast.crypto;

/** An AEAD algorithm as TLS 1.3 uses it (RFC 5116, RFC 9846 §5.3). Immutable and thread-safe. */
public interface Aead {
    /** Name for people, such as {@code AES-128-GCM}. */
    String name();

    /** Key length in bytes. */
    int keyLength();

    /**
     * Bytes at the head of the key that are a MAC key, which the key block of TLS 1.2 holds apart (RFC 5246 §6.3): 0,
     * but for CBC.
     */
    default int macKeyLength() {
        return 0;
    }

    /** Nonce length in bytes: 12. */
    int nonceLength();

    /** Tag length in bytes: 16. */
    int tagLength();

    /** Records one key may protect, never more: update keys at half of it (RFC 9846 §5.5 with our margin). */
    long recordLimit();

    /** A keyed direction for sealing. Does not keep {@code key}: the caller may close it. */
    AeadKey sealing(Secret key);

    /** A keyed direction for opening. Does not keep {@code key}: the caller may close it. */
    AeadKey opening(Secret key);
}
