package org.handfast.crypto;

/** One keyed direction of an {@link Aead}: only seals or only opens. Not thread-safe. Heap arrays only. */
public interface AeadKey extends AutoCloseable {
    /**
     * Seals {@code length} bytes at {@code source[offset]} into {@code target[at]}, tag behind. Source and
     * target may be the same place.
     *
     * @return bytes written: length plus tag
     */
    int seal(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target, int at);

    /**
     * Opens {@code length} bytes (tag included) at {@code source[offset]} into {@code target[at]}, which needs
     * room for length minus tag. On a bad tag that range of the target is zeroed before the failure leaves.
     *
     * @return bytes written: length minus tag
     * @throws org.handfast.failure.TlsFailure with reason BAD_RECORD_MAC
     */
    int open(byte[] nonce, byte[] additionalData, byte[] source, int offset, int length, byte[] target, int at);

    /** Drops the key. */
    @Override
    void close();
}
