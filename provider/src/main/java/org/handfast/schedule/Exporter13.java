package org.handfast.schedule;

import org.handfast.crypto.Hash;
import org.handfast.crypto.Secret;

/** TLS-Exporter of TLS 1.3 (RFC 9846 §7.5). */
final class Exporter13 implements Exporter {
    private static final byte[] NOTHING = new byte[0];

    private final Hash hash;
    private final Secret secret;

    Exporter13(Hash hash, Secret secret) {
        this.hash = hash;
        this.secret = secret;
    }

    /** The lock is against {@link #close()} in the middle of a derivation. */
    @Override
    public synchronized byte[] export(String label, byte[] context, int length) {
        byte[] value = hash.digest(context == null ? NOTHING : context);
        try (Secret ofLabel = Labels.deriveFromNothing(hash, secret, label);
                Secret material = Labels.expand(hash, ofLabel, "exporter", value, length)) {
            return material.bytes().clone();
        }
    }

    @Override
    public synchronized void close() {
        secret.close();
    }
}
