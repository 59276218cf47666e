package org.handfast.schedule;

import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;

/**
 * One direction's traffic secret (RFC 9846 §7.2, §7.3). Not thread-safe; the half that protects records owns it.
 */
public final class TrafficSecret implements DirectionSecret {
    private final Suite13 suite;
    private final Secret secret;

    private TrafficSecret(Suite13 suite, Secret secret) {
        this.suite = suite;
        this.secret = secret;
    }

    /** Takes ownership of the secret, which is as long as the suite's hash. */
    public static TrafficSecret of(Suite13 suite, Secret secret) {
        return new TrafficSecret(suite, secret);
    }

    /** The suite it belongs to. */
    public Suite13 suite() {
        return suite;
    }

    @Override
    public Aead aead() {
        return suite.aead();
    }

    /** The sealing key and IV derived from it; the caller owns them. */
    public Keys sealing() {
        Aead aead = suite.aead();
        try (Secret key = Labels.expand(suite.hash(), secret, "key", aead.keyLength())) {
            return new Keys(aead.sealing(key), iv());
        }
    }

    /** The opening key and IV derived from it; the caller owns them. */
    public Keys opening() {
        Aead aead = suite.aead();
        try (Secret key = Labels.expand(suite.hash(), secret, "key", aead.keyLength())) {
            return new Keys(aead.opening(key), iv());
        }
    }

    /** application_traffic_secret_N+1 (RFC 9846 §7.2); this one is wiped. */
    public TrafficSecret next() {
        Hash hash = suite.hash();
        try {
            return new TrafficSecret(suite, Labels.expand(hash, secret, "traffic upd", hash.length()));
        } finally {
            close();
        }
    }

    /** verify_data over this transcript hash (RFC 9846 §4.5.3). */
    public byte[] finished(byte[] transcriptHash) {
        Hash hash = suite.hash();
        try (Secret finishedKey = Labels.expand(hash, secret, "finished", hash.length())) {
            return hash.hmac(finishedKey, transcriptHash);
        }
    }

    /** A copy of the bare secret, for a key log that the operator has asked for; the caller closes it. */
    public Secret forKeyLog() {
        return Secret.of(secret.bytes().clone());
    }

    /** Wipes. Idempotent. */
    @Override
    public void close() {
        secret.close();
    }

    private Secret iv() {
        return Labels.expand(suite.hash(), secret, "iv", suite.aead().nonceLength());
    }

    /**
     * Record protection of one direction.
     *
     * @param key keyed AEAD direction
     * @param iv static IV, as long as the nonce
     */
    public record Keys(AeadKey key, Secret iv) implements AutoCloseable {
        /** Drops both. */
        @Override
        public void close() {
            key.close();
            iv.close();
        }
    }
}
