package org.handfast.schedule;

import org.handfast.crypto.Hash;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;

/** Handshake Secret (RFC 9846 §7.1): the stage that protects the handshake. Not thread-safe. */
public final class HandshakeSecret implements AutoCloseable {
    private final Suite13 suite;
    private final Secret secret;

    HandshakeSecret(Suite13 suite, Secret secret) {
        this.suite = suite;
        this.secret = secret;
    }

    /** The suite it belongs to. */
    public Suite13 suite() {
        return suite;
    }

    /** client_handshake_traffic_secret over ClientHello...ServerHello; the caller closes it. */
    public TrafficSecret client(byte[] serverHelloHash) {
        return TrafficSecret.of(suite, Labels.derive(suite.hash(), secret, "c hs traffic", serverHelloHash));
    }

    /** server_handshake_traffic_secret over ClientHello...ServerHello; the caller closes it. */
    public TrafficSecret server(byte[] serverHelloHash) {
        return TrafficSecret.of(suite, Labels.derive(suite.hash(), secret, "s hs traffic", serverHelloHash));
    }

    /** The next stage; this one is wiped. */
    public MainSecret main() {
        Hash hash = suite.hash();
        try (Secret salt = Labels.deriveFromNothing(hash, secret, "derived");
                Secret nothing = Secret.zeros(hash.length())) {
            return new MainSecret(suite, hash.extract(salt, nothing));
        } finally {
            close();
        }
    }

    /** Wipes. Idempotent. */
    @Override
    public void close() {
        secret.close();
    }
}
