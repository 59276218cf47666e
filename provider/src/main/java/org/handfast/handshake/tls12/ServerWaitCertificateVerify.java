package org.handfast.handshake.tls12;

import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedChain;
import org.handfast.handshake.VerifiedSignature;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.wire.message.CertificateVerify;

/**
 * The client's chain is trusted, its key not yet shown: it signs all messages so far, themselves and not the running
 * hash (RFC 5246 §7.4.8).
 */
record ServerWaitCertificateVerify(Progress progress, ConnectionKeys keys, VerifiedChain chain)
        implements ServerState {
    @Override
    public State on(CertificateVerify message, Link link) {
        SignatureAlgorithm algorithm =
                SignatureAlgorithmsRule.verifying12(progress.terms().allowed(), message.algorithm());
        byte[] content = progress.transcript().messages();
        progress.transcript().forget();
        progress.transcript().add(link.received());
        Progress known = progress.learned(progress.facts().withPeerScheme(message.algorithm()), link);
        return link.await(
                () -> VerifiedSignature.tls12(chain, algorithm, content, message.signature().bytes()),
                signature -> new ServerWaitChangeCipherSpec(known, keys, new PeerProof.Certified(chain, signature)));
    }
}
