package org.handfast.record;

import org.handfast.failure.Reason;
import org.handfast.schedule.DirectionSecret;
import org.handfast.schedule.TrafficSecret;

/**
 * How the records of one direction and one key are protected. Opening has two steps, so that a record for which the
 * caller lacks room changes nothing: {@link #open}, then {@link #accept}. Not thread-safe.
 */
public sealed interface RecordProtection extends AutoCloseable permits PlaintextProtection, Aead13Protection {
    /** Largest payload of a record in bytes (RFC 9846 §5.1). */
    int LARGEST_PAYLOAD = 1 << 14;

    /** Seals with these keys, from sequence number 0. */
    static RecordProtection sealing(DirectionSecret secret) {
        if (secret instanceof TrafficSecret traffic) {
            TrafficSecret.Keys keys = traffic.sealing();
            return new Aead13Protection(keys.key(), secret.aead().tagLength(), keys.iv());
        }
        throw Reason.INTERNAL_ERROR.with("keys", secret.getClass().getSimpleName());
    }

    /** Opens with these keys, from this sequence number on. */
    static RecordProtection opening(DirectionSecret secret, long sequence) {
        if (secret instanceof TrafficSecret traffic) {
            TrafficSecret.Keys keys = traffic.opening();
            return new Aead13Protection(keys.key(), secret.aead().tagLength(), keys.iv(), sequence);
        }
        throw Reason.INTERNAL_ERROR.with("keys", secret.getClass().getSimpleName());
    }

    /** Largest fragment in bytes that may follow a header. */
    int longestFragment();

    /** Bytes a fragment is longer than its payload, without padding. */
    int overhead();

    /** Whether fragments are encrypted. */
    boolean isProtecting();

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
     * Seals in place the payload of {@code length} bytes that stands at {@code at + RecordHeader.SIZE}, and writes the
     * header before it.
     *
     * @param minor low byte of legacy_record_version where it is not fixed
     * @return bytes of the whole record
     */
    int seal(int type, int minor, byte[] target, int at, int length);

    /** Drops the keys. Idempotent. */
    @Override
    void close();
}
