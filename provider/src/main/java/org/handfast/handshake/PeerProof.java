package org.handfast.handshake;

import java.util.Objects;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.Reason;
import org.handfast.session.Session;

/** How the peer is authenticated when a connection opens (security rule S-2). */
public sealed interface PeerProof {
    /** How a server is authenticated: never anonymously. */
    sealed interface OfServer extends PeerProof {}

    /**
     * Trusted chain and proof of possession.
     *
     * @param chain verified chain
     * @param signature verified CertificateVerify
     */
    record Certified(VerifiedChain chain, VerifiedSignature signature) implements OfServer {
        /** Neither may be missing. */
        public Certified {
            Objects.requireNonNull(chain, "chain");
            Objects.requireNonNull(signature, "signature");
        }
    }

    /**
     * Trusted chain of a server that has signed nothing: a secret was encrypted under its key, and possession is
     * proven by the Finished without which no connection opens (RFC 5246 §7.4.9, appendix F.1.1.2). Legacy only.
     *
     * @param chain verified chain
     */
    record Decrypting(VerifiedChain chain) implements OfServer {
        /** It may not be missing. */
        public Decrypting {
            Objects.requireNonNull(chain, "chain");
        }
    }

    /** A client without a certificate, where that is allowed. */
    final class Anonymous implements PeerProof {
        private Anonymous() {}

        /**
         * A client that showed no certificate.
         *
         * @throws org.handfast.failure.TlsFailure CERTIFICATE_REQUIRED where one is needed
         */
        public static Anonymous client(ClientAuthentication authentication) {
            if (authentication == ClientAuthentication.NEED) {
                throw Reason.CERTIFICATE_REQUIRED.failure();
            }
            return new Anonymous();
        }

        /**
         * The same in TLS 1.2, which has no certificate_required: handshake_failure (RFC 5246 §7.4.6).
         *
         * @throws org.handfast.failure.TlsFailure CLIENT_CERTIFICATE_MISSING where one is needed
         */
        public static Anonymous client12(ClientAuthentication authentication) {
            if (authentication == ClientAuthentication.NEED) {
                throw Reason.CLIENT_CERTIFICATE_MISSING.failure();
            }
            return new Anonymous();
        }
    }

    /**
     * A peer that has shown the secret of a session in whose handshake it was authenticated: by a binder (RFC 9846
     * §4.3.11.2) or by Finished under the session's main secret (RFC 5246 §7.3).
     */
    final class Resumed implements OfServer {
        private final Session session;

        private Resumed(Session session) {
            this.session = session;
        }

        /**
         * A client; whether a certificate is needed was settled by the session's scope, but is looked at again.
         *
         * @throws org.handfast.failure.TlsFailure CERTIFICATE_REQUIRED where one is needed and the session has none
         */
        public static Resumed client(Session session, ClientAuthentication authentication) {
            if (authentication == ClientAuthentication.NEED && session.peerChain().isEmpty()) {
                throw Reason.CERTIFICATE_REQUIRED.failure();
            }
            return new Resumed(session);
        }

        /** A server, which always showed a certificate. */
        public static Resumed server(Session session) {
            if (session.peerChain().isEmpty()) {
                throw Reason.EMPTY_CERTIFICATE.failure();
            }
            return new Resumed(session);
        }

        /** The session that was resumed. */
        public Session session() {
            return session;
        }
    }
}
