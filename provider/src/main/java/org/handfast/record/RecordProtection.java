package org.handfast.record;

/**
 * How the records of one direction and one key are protected. Opening has two steps, so that a record for which the
 * caller lacks room changes nothing: {@link #open}, then {@link #accept}. Not thread-safe.
 */
public interface RecordProtection extends AutoCloseable {
    /** Largest payload of a record in bytes (RFC 9846 §5.1, RFC 5246 §6.2.1). */
    int LARGEST_PAYLOAD = 1 << 14;

    /** Largest fragment in bytes that may follow a header. */
    int longestFragment();

    /** Most bytes that a fragment is longer than its payload, without padding of ours. */
    int overhead();

    /**
     * Bytes of the fragment that {@link #seal} makes.
     *
     * @param padding zero bytes to add inside
     */
    int fragmentLength(int payload, int padding);

    /**
     * Most bytes that a fragment is longer than what a limit on plaintext counts: content type and padding of TLS 1.3
     * are plaintext there (RFC 8449 §4).
     */
    int expansion();

    /** Bytes of a fragment before its payload: the explicit part of a nonce, or 0. */
    int headroom();

    /** Whether fragments are encrypted. */
    boolean isProtecting();

    /** Whether content type and length are inside: the header then names one type, and padding is possible. */
    boolean hidesType();

    /** Whether the keys have successors: without, the connection ends with them. */
    boolean isRenewable();

    /** Records accepted or sealed so far. */
    long records();

    /**
     * Room in bytes that {@link #open} may use in its target for a fragment of {@code length} bytes: more than the
     * payload, since content type and padding are decrypted with it.
     */
    int room(int length);

    /**
     * Opens a fragment. The target's range of {@link #room} bytes is wiped behind the payload; on a failure all of it
     * is.
     *
     * @param outerType content type of the header
     * @return bytes of payload
     * @throws org.handfast.failure.TlsFailure BAD_RECORD_MAC, NO_CONTENT_TYPE, RECORD_OVERFLOW
     */
    int open(int outerType, byte[] source, int offset, int length, byte[] target, int at);

    /** Content type's code of what was opened last. */
    int openedType();

    /** Counts the record opened last as received; the next {@link #open} is for the one after it. */
    void accept();

    /**
     * Seals in place the payload of {@code length} bytes that stands at {@code at + RecordHeader.SIZE +}
     * {@link #headroom}, and writes the header before it.
     *
     * @param minor low byte of legacy_record_version where it is not fixed
     * @param padding zero bytes to add inside; 0 unless {@link #hidesType}
     * @return bytes of the whole record
     */
    int seal(int type, int minor, byte[] target, int at, int length, int padding);

    /** Drops the keys. Idempotent. */
    @Override
    void close();
}
