package org.handfast.wire.message;

import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * ClientKeyExchange of TLS 1.2 (RFC 5246 §7.4.7, RFC 8422 §5.7). What is inside follows from the cipher suite.
 *
 * @param body the whole body
 */
public record ClientKeyExchange(Opaque body) implements HandshakeMessage {
    static ClientKeyExchange read(Reader in) {
        return new ClientKeyExchange(in.rest());
    }

    /** {@code struct { opaque point <1..2^8-1>; } ECPoint;} with the client's share. */
    public static ClientKeyExchange ecdhe(Opaque point) {
        return new ClientKeyExchange(new Writer().opaque8(point).toOpaque());
    }

    /** {@code opaque dh_Yc<1..2^16-1>}, or the encrypted premaster secret of RSA key transport. */
    public static ClientKeyExchange wide(Opaque value) {
        return new ClientKeyExchange(new Writer().opaque16(value).toOpaque());
    }

    /**
     * Reads the point of ECDHE.
     *
     * @throws org.handfast.failure.TlsFailure DECODE_ERROR, TRAILING_DATA
     */
    public Opaque point() {
        Reader in = Reader.of(body, "client_key_exchange");
        Opaque point = in.opaque8("point", 1);
        in.done();
        return point;
    }

    /**
     * Reads the encrypted premaster secret, of any length: only its owner can tell which one is right.
     *
     * @throws org.handfast.failure.TlsFailure DECODE_ERROR, TRAILING_DATA
     */
    public Opaque encrypted() {
        Reader in = Reader.of(body, "client_key_exchange");
        Opaque value = in.opaque16("encrypted_pre_master_secret", 0);
        in.done();
        return value;
    }

    /**
     * Reads dh_Yc.
     *
     * @throws org.handfast.failure.TlsFailure DECODE_ERROR, TRAILING_DATA
     */
    public Opaque wide() {
        Reader in = Reader.of(body, "client_key_exchange");
        Opaque value = in.opaque16("exchange_keys", 1);
        in.done();
        return value;
    }

    @Override
    public void write(Writer out) {
        out.bytes(body);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_KEY_EXCHANGE;
    }
}
