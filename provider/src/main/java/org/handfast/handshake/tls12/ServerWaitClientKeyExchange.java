package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Suite12.KeyExchange;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedChain;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.ClientKeyExchange;

/**
 * The client's half of the key exchange comes next (RFC 5246 §7.4.7, RFC 8422 §5.7).
 *
 * @param progress so far
 * @param key our half, used once
 * @param chain of the client, trusted; empty: it has shown none
 */
record ServerWaitClientKeyExchange(Progress progress, KemKey key, Optional<VerifiedChain> chain)
        implements ServerState {
    @Override
    public State on(ClientKeyExchange message, Link link) {
        progress.requireExtendedMainSecret();
        KeyExchange kind = progress.suite().keyExchange();
        Opaque share = kind == KeyExchange.ECDHE ? message.point() : message.wide();
        progress.transcript().add(link.received());
        byte[] sessionHash = progress.transcript().hash();
        return link.await(() -> keys(kind, share, sessionHash), keys -> {
            link.onFailure(keys::close);
            return next(keys);
        });
    }

    private ConnectionKeys keys(KeyExchange kind, Opaque share, byte[] sessionHash) {
        try (key) {
            byte[] peer = Premaster.share(key.group(), share);
            return ConnectionKeys.of(progress, Premaster.of(kind, key.decapsulate(peer)), sessionHash);
        }
    }

    private State next(ConnectionKeys keys) {
        if (chain.isPresent()) {
            return new ServerWaitCertificateVerify(progress, keys, chain.get());
        }
        PeerProof proof = PeerProof.Anonymous.client12(progress.terms().clientAuthentication());
        return new ServerWaitChangeCipherSpec(progress, keys, proof);
    }
}
