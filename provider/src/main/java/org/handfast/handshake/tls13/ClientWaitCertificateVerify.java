package org.handfast.handshake.tls13;

import java.util.Optional;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.SignedContent;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedChain;
import org.handfast.handshake.VerifiedSignature;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.wire.message.CertificateVerify;

/** WAIT_CV of RFC 9846 appendix A.1: the server's chain is trusted, its key not yet shown. */
record ClientWaitCertificateVerify(Progress progress, Optional<CertificateWanted> wanted, VerifiedChain chain)
        implements ClientState {
    @Override
    public State on(CertificateVerify message, Link link) {
        SignatureAlgorithm algorithm =
                SignatureAlgorithmsRule.verifying(progress.terms().allowed(), message.algorithm());
        byte[] content = SignedContent.server(progress.transcript().hash());
        progress.transcript().add(link.received());
        Progress known = progress.learned(progress.facts().withPeerScheme(message.algorithm()), link);
        return link.await(
                () -> VerifiedSignature.of(chain, algorithm, content, message.signature().bytes()),
                signature -> new ClientWaitFinished(known, wanted, new PeerProof.Certified(chain, signature)));
    }
}
