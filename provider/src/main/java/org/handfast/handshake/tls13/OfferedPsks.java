package org.handfast.handshake.tls13;

import java.util.Optional;
import org.handfast.crypto.Hash;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.iana.PskKeyExchangeMode;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.PreSharedKey;
import org.handfast.wire.message.ClientHello;

/**
 * The tickets a client comes with, and what their binders are over.
 *
 * @param psks identities and binders
 * @param binderHash of the transcript up to and without the binders of the hello (RFC 9846 §4.3.11.2)
 */
record OfferedPsks(PreSharedKey.ClientHello psks, Opaque binderHash) {
    /**
     * Those of a hello that may be used at all: "psk_dhe_ke" is the only mode we know, for without a key exchange
     * there is no forward secrecy (RFC 9846 §4.3.9).
     *
     * @param before the transcript without this hello
     * @param received the hello, header included
     */
    static Optional<OfferedPsks> in(ClientHello hello, Terms server, Transcript before, Hash hash, Opaque received) {
        if (server.resumption().server().isEmpty() || !allowsDhe(hello)) {
            return Optional.empty();
        }
        return hello.extensions()
                .get(Extensions.PRE_SHARED_KEY_CLIENT_HELLO)
                .map(psks -> new OfferedPsks(psks, before.hashWith(
                        hash, received.slice(0, received.length() - psks.bindersLength()))));
    }

    /** Whether the client takes tickets that it can use with a key exchange. */
    static boolean allowsDhe(ClientHello hello) {
        return hello.extensions()
                .get(Extensions.PSK_KEY_EXCHANGE_MODES)
                .filter(modes -> modes.allows(PskKeyExchangeMode.PSK_DHE_KE))
                .isPresent();
    }

}
