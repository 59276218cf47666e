package org.handfast.schedule;

import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;

/** One direction's traffic secret (RFC 9846 §7.2, §7.3). Not thread-safe; the half that protects records owns it. */
public interface TrafficSecret extends AutoCloseable {
    /** The suite it belongs to. */
    Suite13 suite();

    /** The sealing key and IV derived from it; the caller owns them. */
    Keys sealing();

    /** The opening key and IV derived from it; the caller owns them. */
    Keys opening();

    /** application_traffic_secret_N+1 (RFC 9846 §7.2); this one is wiped. */
    TrafficSecret next();

    /** verify_data over this transcript hash (RFC 9846 §4.5.4). */
    byte[] finished(byte[] transcriptHash);

    /** Wipes. Idempotent. */
    @Override
    void close();

    /**
     * @param key keyed AEAD direction
     * @param iv static IV, as long as the nonce
     */
    record Keys(AeadKey key, Secret iv) {}
}
