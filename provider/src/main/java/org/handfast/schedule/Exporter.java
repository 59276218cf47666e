package org.handfast.schedule;

/** Exported keying material (RFC 9846 §7.5, RFC 5705). Thread-safe. */
public interface Exporter extends AutoCloseable {
    /**
     * The material, a fresh array the caller owns.
     *
     * @param label ASCII, at most 249 characters
     * @param context may be null, which equals empty in TLS 1.3 and differs from it in TLS 1.2
     * @param length 1 to 255 times the length of the hash
     * @throws IllegalArgumentException for a label or length out of range
     * @throws IllegalStateException after {@link #close()}
     */
    byte[] export(String label, byte[] context, int length);

    /** Wipes the exporter secret. Idempotent. */
    @Override
    void close();
}
