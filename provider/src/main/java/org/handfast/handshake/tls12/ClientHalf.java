package org.handfast.handshake.tls12;

import java.security.PublicKey;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KeyTransport;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.ClientKeyExchange;

/** How the client comes to a premaster secret, with what the server has shown (RFC 5246 §7.4.7). */
sealed interface ClientHalf {
    /** Computes long, so it is {@link org.handfast.handshake.Work}. */
    Answer answer(Randomness randomness);

    /**
     * The client's half.
     *
     * @param message for the server
     * @param premaster whoever takes it closes it
     */
    record Answer(ClientKeyExchange message, Secret premaster) {
        /** Secrets stay out of text. */
        @Override
        public String toString() {
            return "Answer[" + message.type() + "]";
        }
    }

    /** An agreement with the server's share, which it has signed. */
    record Agreed(PeerShare server) implements ClientHalf {
        @Override
        public Answer answer(Randomness randomness) {
            Kem.Encapsulation agreed = server.kem().encapsulate(server.share(), randomness);
            Opaque ours = Opaque.of(agreed.share());
            return new Answer(
                    server.kem().group().isCurve() ? ClientKeyExchange.ecdhe(ours) : ClientKeyExchange.wide(ours),
                    Premaster.of(server.kem().group(), agreed.secret()));
        }
    }

    /**
     * A secret of ours under the key of the server's certificate.
     *
     * @param transport of the suite
     * @param key of the server, whose chain is trusted
     * @param version newest one that we offered
     */
    record Transported(KeyTransport transport, PublicKey key, int version) implements ClientHalf {
        @Override
        public Answer answer(Randomness randomness) {
            KeyTransport.Sealed sealed = transport.seal(key, version, randomness);
            return new Answer(ClientKeyExchange.wide(Opaque.of(sealed.encrypted())), sealed.premaster());
        }
    }
}
