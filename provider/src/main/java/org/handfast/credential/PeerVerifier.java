package org.handfast.credential;

import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Decides whether a peer's chain is trusted. Called on a delegated task; implementations are thread-safe. */
public interface PeerVerifier {
    /**
     * Returns normally only if the chain is trusted for this connection, the host name included where the
     * connection asks for it.
     *
     * @param peer the peer's side: SERVER when we are the client
     * @param facts the handshake so far, with {@code peerChain} (leaf first, not empty) and staples
     * @throws org.handfast.failure.TlsFailure with a CERTIFICATE reason
     */
    void verify(Role peer, HandshakeFacts facts);

    /** Names for certificate_authorities in a CertificateRequest; empty: any. */
    default List<X500Principal> authorities() {
        return List.of();
    }
}
