package org.handfast.schedule;

import org.handfast.crypto.Hash;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;

/** Early Secret (RFC 9846 §7.1): the stage of binders and 0-RTT. Not thread-safe. */
public final class EarlySecret implements AutoCloseable {
    private final Suite13 suite;
    private final Secret secret;

    private EarlySecret(Suite13 suite, Secret secret) {
        this.suite = suite;
        this.secret = secret;
    }

    /** The stage of a handshake without a PSK. */
    public static EarlySecret of(Suite13 suite) {
        try (Secret noPsk = Secret.zeros(suite.hash().length())) {
            return of(suite, noPsk);
        }
    }

    /**
     * The stage of a handshake that offers this PSK.
     *
     * @param suite the suite whose hash goes with the PSK
     * @param psk not kept, not closed
     */
    public static EarlySecret of(Suite13 suite, Secret psk) {
        try (Secret salt = Secret.zeros(suite.hash().length())) {
            return new EarlySecret(suite, suite.hash().extract(salt, psk));
        }
    }

    /** The suite it belongs to. */
    public Suite13 suite() {
        return suite;
    }

    /**
     * The binder of a PSK from a ticket (RFC 9846 §4.3.11.2).
     *
     * @param truncatedHash hash of the transcript up to and without the binders list
     */
    public byte[] resumptionBinder(byte[] truncatedHash) {
        return binder("res binder", truncatedHash);
    }

    /**
     * The binder of a PSK agreed outside TLS (RFC 9846 §4.3.11.2).
     *
     * @param truncatedHash hash of the transcript up to and without the binders list
     */
    public byte[] externalBinder(byte[] truncatedHash) {
        return binder("ext binder", truncatedHash);
    }

    /** client_early_traffic_secret over the hash of the ClientHello; the caller closes it. */
    public TrafficSecret client(byte[] clientHelloHash) {
        return TrafficSecret.of(suite, Labels.derive(suite.hash(), secret, "c e traffic", clientHelloHash));
    }

    /** The early exporter over the hash of the ClientHello (RFC 9846 §7.5); the caller closes it. */
    public Exporter exporter(byte[] clientHelloHash) {
        return new Exporter13(suite.hash(), Labels.derive(suite.hash(), secret, "e exp master", clientHelloHash));
    }

    /**
     * The next stage; this one and the shared secret are wiped.
     *
     * @param sharedSecret of the key exchange
     */
    public HandshakeSecret handshake(Secret sharedSecret) {
        Hash hash = suite.hash();
        try (Secret salt = Labels.deriveFromNothing(hash, secret, "derived")) {
            return new HandshakeSecret(suite, hash.extract(salt, sharedSecret));
        } finally {
            sharedSecret.close();
            close();
        }
    }

    /** Wipes. Idempotent. */
    @Override
    public void close() {
        secret.close();
    }

    private byte[] binder(String label, byte[] truncatedHash) {
        try (TrafficSecret binderKey =
                TrafficSecret.of(suite, Labels.deriveFromNothing(suite.hash(), secret, label))) {
            return binderKey.finished(truncatedHash);
        }
    }
}
