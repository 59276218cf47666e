package org.handfast.handshake.tls12;

import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedChain;
import org.handfast.handshake.VerifiedSignature;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.wire.message.ServerKeyExchange;

/** The server's chain is trusted, its key not yet shown: that is done by signing the parameters (RFC 5246 §7.4.3). */
record ClientWaitServerKeyExchange(Progress progress, VerifiedChain chain) implements ClientState {
    @Override
    public State on(ServerKeyExchange message, Link link) {
        PeerShare share = PeerShare.of(progress, message);
        ServerKeyExchange.Signed signed = share.signed();
        SignatureAlgorithm algorithm =
                SignatureAlgorithmsRule.verifying12(progress.terms().allowed(), signed.algorithm());
        byte[] content = SignedParameters.content(progress.randoms(), signed.parameters());
        progress.transcript().add(link.received());
        Progress known = progress.learned(
                progress.facts().withGroup(share.kem().group()).withPeerScheme(signed.algorithm()), link);
        return link.await(
                () -> VerifiedSignature.tls12(chain, algorithm, content, signed.signature().bytes()),
                signature -> new ClientWaitCertificateRequest(
                        known, new PeerProof.Certified(chain, signature), new ClientHalf.Agreed(share)));
    }
}
