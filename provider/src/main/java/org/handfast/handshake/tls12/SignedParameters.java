package org.handfast.handshake.tls12;

import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;

/** What a ServerKeyExchange signs (RFC 5246 §7.4.3, RFC 8422 §5.4). */
final class SignedParameters {
    private SignedParameters() {}

    /**
     * client_random, server_random, parameters.
     *
     * @param parameters ServerECDHParams or ServerDHParams as on the wire
     */
    static byte[] content(Randoms randoms, Opaque parameters) {
        return new Writer()
                .bytes(randoms.client())
                .bytes(randoms.server())
                .bytes(parameters)
                .toOpaque()
                .bytes();
    }
}
