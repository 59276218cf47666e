package org.handfast.schedule;

/** Exported keying material (RFC 9846 §7.5). Thread-safe. */
public interface Exporter extends AutoCloseable {
    /** The material; {@code context} may be null, which equals empty. */
    byte[] export(String label, byte[] context, int length);

    /** Wipes the exporter secret. */
    @Override
    void close();
}
