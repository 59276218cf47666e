package org.handfast.handshake.tls13;

import org.handfast.crypto.Secret;
import org.handfast.schedule.EarlySecret;
import org.handfast.schedule.HandshakeSecret;
import org.handfast.schedule.MainSecret;
import org.handfast.schedule.TrafficSecret;

/**
 * The keys of the handshake proper, and what the application's keys come from (RFC 9846 §7.1). The two traffic
 * secrets belong to the record halves once handed over.
 *
 * @param client client_handshake_traffic_secret
 * @param server server_handshake_traffic_secret
 * @param main the last stage
 */
record HandshakeKeys(TrafficSecret client, TrafficSecret server, MainSecret main) {
    /**
     * Climbs the ladder; the shared secret and the stage before are wiped.
     *
     * @param early of a PSK, or of none
     * @param serverHelloHash of ClientHello...ServerHello
     */
    static HandshakeKeys of(EarlySecret early, Secret sharedSecret, byte[] serverHelloHash) {
        HandshakeSecret stage = early.handshake(sharedSecret);
        return new HandshakeKeys(stage.client(serverHelloHash), stage.server(serverHelloHash), stage.main());
    }

    /** Wipes. Idempotent. */
    void close() {
        client.close();
        server.close();
        main.close();
    }
}
