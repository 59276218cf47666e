package org.handfast.handshake.tls12;

import java.util.Optional;
import java.util.function.Function;
import org.handfast.credential.Role;
import org.handfast.crypto.KeyTransport;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedChain;
import org.handfast.iana.ProtocolVersion;

/** Has the server's chain judged once all that belongs to it is here. */
final class PeerChain {
    private PeerChain() {}

    /** And waits for the key exchange. */
    static State verify(Progress progress, Link link) {
        return verify(progress, waiting -> waiting, link);
    }

    /** And goes on from there. */
    static State verify(Progress progress, Function<ClientState, State> then, Link link) {
        return link.await(
                () -> judged(progress),
                chain -> then.apply(waiting(progress, chain)));
    }

    private static VerifiedChain judged(Progress progress) {
        return progress.suite().transport().isPresent()
                ? VerifiedChain.decrypting(progress.terms().verifier(), Role.SERVER, progress.facts())
                : VerifiedChain.by(progress.terms().verifier(), Role.SERVER, progress.facts());
    }

    /** With key transport the server has nothing to sign, and no ServerKeyExchange to send (RFC 5246 §7.4.3). */
    private static ClientState waiting(Progress progress, VerifiedChain chain) {
        Optional<KeyTransport> transport = progress.suite().transport();
        if (transport.isEmpty()) {
            return new ClientWaitServerKeyExchange(progress, chain);
        }
        // client_version is the newest that we offer, and always this: supported_versions has what is newer
        ClientHalf half = new ClientHalf.Transported(
                transport.get(), chain.leafKey(), ProtocolVersion.TLS12.code());
        return new ClientWaitCertificateRequest(progress, new PeerProof.Decrypting(chain), half);
    }
}
