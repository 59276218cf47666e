package org.handfast.handshake;

import org.handfast.failure.Reason;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;

/** The last eight bytes of a ServerHello.random that tell a forced downgrade (RFC 9846 §4.2.3). */
public final class Downgrade {
    private static final Opaque TO_TLS12 = sentinel(1);
    private static final Opaque TO_TLS11_OR_BELOW = sentinel(0);

    private Downgrade() {}

    /**
     * "TLS 1.3 clients receiving a ServerHello indicating TLS 1.2 or below MUST check that the last 8 bytes are
     * not equal to either of these values", RFC 9846 §4.2.3.
     *
     * @throws org.handfast.failure.TlsFailure DOWNGRADE_DETECTED
     */
    public static void check(Opaque serverRandom, ProtocolVersion chosen) {
        Opaque last = serverRandom.slice(serverRandom.length() - TO_TLS12.length(), TO_TLS12.length());
        if (last.equals(TO_TLS12) || last.equals(TO_TLS11_OR_BELOW)) {
            throw Reason.DOWNGRADE_DETECTED.with("version", chosen);
        }
    }

    /**
     * The random of a ServerHello that chooses TLS 1.2 though the server knows TLS 1.3: "MUST set the last 8 bytes of
     * their Random value", RFC 9846 §4.2.3.
     */
    public static Opaque marked(Opaque random) {
        int kept = random.length() - TO_TLS12.length();
        return new Writer().bytes(random.slice(0, kept)).bytes(TO_TLS12).toOpaque();
    }

    /** "DOWNGRD" and one byte. */
    private static Opaque sentinel(int last) {
        return Opaque.of(new byte[] {0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44, (byte) last});
    }
}
