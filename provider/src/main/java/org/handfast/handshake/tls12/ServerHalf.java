package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.credential.Credential;
import org.handfast.crypto.FfdheParameters;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.KeyTransport;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.handshake.Work;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.ClientKeyExchange;
import org.handfast.wire.message.ServerKeyExchange;

/** The server's half of a key exchange, used once (RFC 5246 §7.4.3, §7.4.7). */
sealed interface ServerHalf {
    /** What ServerKeyExchange says of it; empty: there is no such message. */
    Optional<Opaque> parameters();

    /**
     * Reads the client's half now; what is left to compute gives the premaster secret.
     *
     * @throws org.handfast.failure.TlsFailure DECODE_ERROR, TRAILING_DATA
     */
    Work<Secret> accept(ClientKeyExchange message);

    /** Wipes it. Idempotent. */
    void close();

    /** A key of this handshake alone. */
    record Ephemeral(KemKey key) implements ServerHalf {
        @Override
        public Optional<Opaque> parameters() {
            Opaque share = Opaque.of(key.share().clone());
            return Optional.of(FfdheParameters.of(key.group())
                    .map(field -> ServerKeyExchange.dheParameters(
                            Opaque.of(field.modulusBytes()), Opaque.of(field.generatorBytes()), share))
                    .orElseGet(() -> ServerKeyExchange.ecdheParameters(key.group(), share)));
        }

        @Override
        public Work<Secret> accept(ClientKeyExchange message) {
            Opaque share = key.group().isCurve() ? message.point() : message.wide();
            return () -> {
                try (key) {
                    return Premaster.of(key.group(), key.decapsulate(Premaster.share(key.group(), share)));
                }
            };
        }

        @Override
        public void close() {
            key.close();
        }

        /** Secrets stay out of text. */
        @Override
        public String toString() {
            return "Ephemeral[" + key.group() + "]";
        }
    }

    /**
     * The key of the certificate decrypts what the client drew. No failure tells anything about that: a wrong secret
     * shows at Finished, like any other.
     *
     * @param transport of the suite
     * @param own certificate and key
     * @param version client_version as it stands in the ClientHello
     * @param randomness for the secret that takes the place of a wrong one
     */
    record Transported(KeyTransport transport, Credential own, int version, Randomness randomness)
            implements ServerHalf {
        @Override
        public Optional<Opaque> parameters() {
            return Optional.empty();
        }

        @Override
        public Work<Secret> accept(ClientKeyExchange message) {
            byte[] encrypted = message.encrypted().bytes();
            return () -> transport.open(
                    own.key(), own.chain().get(0).getPublicKey(), encrypted, version, randomness);
        }

        @Override
        public void close() {
            // the key is not of this handshake alone
        }
    }
}
