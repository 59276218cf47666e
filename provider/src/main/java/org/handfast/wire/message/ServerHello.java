package org.handfast.wire.message;

import org.handfast.iana.CipherSuite;
import org.handfast.iana.HandshakeType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.MessageKind;

/**
 * {@code struct { ProtocolVersion legacy_version = 0x0303; Random random; opaque legacy_session_id_echo<0..32>;
 * CipherSuite cipher_suite; uint8 legacy_compression_method = 0; Extension extensions<6..2^16-1>; } ServerHello;}
 * RFC 9846 §4.2.3; HelloRetryRequest is the same with a random of its own, §4.2.4.
 *
 * @param legacyVersion           0x0303 in TLS 1.3
 * @param random                  32 bytes
 * @param legacySessionIdEcho     0 to 32 bytes
 * @param cipherSuite             the one selected
 * @param legacyCompressionMethod 0 to 255; must be 0
 * @param extensions              {@link ExtensionBlock#ABSENT} where the hello ends before them
 */
public record ServerHello(ProtocolVersion legacyVersion, Opaque random, Opaque legacySessionIdEcho,
        CipherSuite cipherSuite, int legacyCompressionMethod, ExtensionBlock extensions) implements HandshakeMessage {
    /** SHA-256 of "HelloRetryRequest", the random that marks one (RFC 9846 §4.2.3). */
    public static final Opaque RETRY_RANDOM = new Writer(32)
            .u32(0xCF21AD74L).u32(0xE59A6111L).u32(0xBE1D8C02L).u32(0x1E65B891L)
            .u32(0xC2A21116L).u32(0x7ABB8C5EL).u32(0x079E09E2L).u32(0xC8A8339CL).toOpaque();

    /** Whether this is a HelloRetryRequest, told by {@link #RETRY_RANDOM}. */
    public boolean isHelloRetryRequest() {
        return RETRY_RANDOM.equals(random);
    }

    /** Where its extensions stand in the table of RFC 9846 §4.3, if the version is TLS 1.3. */
    public MessageKind kind() {
        return isHelloRetryRequest() ? MessageKind.HELLO_RETRY_REQUEST : MessageKind.SERVER_HELLO;
    }

    static ServerHello read(Reader in) {
        return new ServerHello(ProtocolVersion.of(in.u16("legacy_version")),
                in.fixed("random", ClientHello.RANDOM_LENGTH), in.opaque8("legacy_session_id_echo", 0, 32),
                CipherSuite.of(in.u16("cipher_suite")), in.u8("legacy_compression_method"),
                ExtensionBlock.readIfPresent(in));
    }

    @Override
    public void write(Writer out) {
        out.u16(legacyVersion.code()).bytes(random).opaque8(legacySessionIdEcho).u16(cipherSuite.code())
                .u8(legacyCompressionMethod);
        extensions.write(out);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO;
    }
}
