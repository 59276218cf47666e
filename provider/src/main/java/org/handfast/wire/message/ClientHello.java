package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.U16List;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.ExtensionBlock;

/**
 * {@code struct { ProtocolVersion legacy_version = 0x0303; Random random; opaque legacy_session_id<0..32>;
 * CipherSuite cipher_suites<2..2^16-2>; opaque legacy_compression_methods<1..2^8-1>;
 * Extension extensions<8..2^16-1>; } ClientHello;} RFC 9846 §4.2.2; without extensions RFC 5246 §7.4.1.2.
 *
 * @param legacyVersion      0x0303 in TLS 1.3
 * @param random             32 bytes
 * @param legacySessionId    0 to 32 bytes
 * @param cipherSuites       codes, most preferred first, at least one
 * @param compressionMethods one byte each, at least one; what TLS 1.3 wants is a single 0
 * @param extensions         {@link ExtensionBlock#ABSENT} where the hello ends before them
 */
public record ClientHello(ProtocolVersion legacyVersion, Opaque random, Opaque legacySessionId, U16List cipherSuites,
        Opaque compressionMethods, ExtensionBlock extensions) implements HandshakeMessage {
    /** Length of {@link #random()} in bytes. */
    public static final int RANDOM_LENGTH = 32;

    static ClientHello read(Reader in) {
        return new ClientHello(ProtocolVersion.of(in.u16("legacy_version")), in.fixed("random", RANDOM_LENGTH),
                in.opaque8("legacy_session_id", 0, 32), in.codes16("cipher_suites"),
                in.opaque8("legacy_compression_methods", 1), ExtensionBlock.readIfPresent(in));
    }

    @Override
    public void write(Writer out) {
        out.u16(legacyVersion.code()).bytes(random).opaque8(legacySessionId).codes16(cipherSuites)
                .opaque8(compressionMethods);
        extensions.write(out);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_HELLO;
    }
}
