package org.handfast.handshake.tls12;

import org.handfast.crypto.FfdheParameters;
import org.handfast.crypto.Secret;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.Opaque;

/** Where key exchange of TLS 1.2 differs from the groups' own form, which is that of TLS 1.3. */
final class Premaster {
    private Premaster() {}

    /**
     * The premaster secret. "Leading bytes of Z that contain all zero bits are stripped before it is used", RFC 5246
     * §8.1.2; of an elliptic curve "leading zeros ... MUST NOT be truncated", RFC 8422 §5.10.
     *
     * @param agreed as the group gives it; wiped where a shorter copy replaces it
     */
    static Secret of(NamedGroup group, Secret agreed) {
        if (!group.isFiniteField()) {
            return agreed;
        }
        try (agreed) {
            return agreed.withoutLeadingZeros();
        }
    }

    /**
     * A public value in the form of the group: numbers of finite fields as long as the prime (RFC 9846 §4.3.8.1),
     * while TLS 1.2 lets leading zeros go.
     *
     * @throws org.handfast.failure.TlsFailure BAD_KEY_SHARE where it is longer
     */
    static byte[] share(NamedGroup group, Opaque received) {
        byte[] share = received.bytes();
        return FfdheParameters.of(group).map(parameters -> parameters.padded(share)).orElse(share);
    }
}
