package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.crypto.Secret;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedChain;
import org.handfast.handshake.Work;
import org.handfast.wire.message.ClientKeyExchange;

/**
 * The client's half of the key exchange comes next (RFC 5246 §7.4.7, RFC 8422 §5.7).
 *
 * @param progress so far
 * @param half our half, used once
 * @param chain of the client, trusted; empty: it has shown none
 */
record ServerWaitClientKeyExchange(Progress progress, ServerHalf half, Optional<VerifiedChain> chain)
        implements ServerState {
    @Override
    public State on(ClientKeyExchange message, Link link) {
        progress.requireExtendedMainSecret();
        Work<Secret> premaster = half.accept(message);
        progress.transcript().add(link.received());
        byte[] sessionHash = progress.transcript().hash();
        return link.await(() -> ConnectionKeys.of(progress, premaster.run(), sessionHash), keys -> {
            link.onFailure(keys::close);
            return next(keys);
        });
    }

    private State next(ConnectionKeys keys) {
        if (chain.isPresent()) {
            return new ServerWaitCertificateVerify(progress, keys, chain.get());
        }
        PeerProof proof = PeerProof.Anonymous.client12(progress.terms().clientAuthentication());
        return new ServerWaitChangeCipherSpec(progress, keys, proof);
    }
}
