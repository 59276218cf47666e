package org.handfast.engine;

import org.handfast.schedule.Exporter;

/** The exporter of a connection, from the end of its handshake to its own end. Thread-safe. */
final class ExportedKeys {
    private volatile Exporter exporter;

    void from(Exporter established) {
        exporter = established;
    }

    byte[] export(String label, byte[] context, int length) {
        Exporter known = exporter;
        if (known == null) {
            throw new IllegalStateException("no handshake has completed");
        }
        return known.export(label, context, length);
    }

    /** Wipes the secret, if there is one. Idempotent. */
    void close() {
        Exporter known = exporter;
        if (known != null) {
            known.close();
        }
    }
}
