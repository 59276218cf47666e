package org.handfast.wire.message;

import org.handfast.failure.Reason;
import org.handfast.iana.HandshakeType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * ServerKeyExchange of TLS 1.2 (RFC 5246 §7.4.3, RFC 8422 §5.4). What is inside follows from the cipher suite, so the
 * body is read by {@link #ecdhe()} or {@link #dhe()}.
 *
 * @param body the whole body
 */
public record ServerKeyExchange(Opaque body) implements HandshakeMessage {
    private static final int NAMED_CURVE = 3;

    static ServerKeyExchange read(Reader in) {
        return new ServerKeyExchange(in.rest());
    }

    /** ServerECDHParams with a named curve, signed. */
    public static Opaque ecdheParameters(NamedGroup group, Opaque point) {
        return new Writer().u8(NAMED_CURVE).u16(group.code()).opaque8(point).toOpaque();
    }

    /** ServerDHParams: numbers as unsigned bytes. */
    public static Opaque dheParameters(Opaque prime, Opaque generator, Opaque share) {
        return new Writer().opaque16(prime).opaque16(generator).opaque16(share).toOpaque();
    }

    /** Parameters and the signature over both randoms and them. */
    public static ServerKeyExchange signed(Opaque parameters, SignatureScheme algorithm, Opaque signature) {
        return new ServerKeyExchange(
                new Writer().bytes(parameters).u16(algorithm.code()).opaque16(signature).toOpaque());
    }

    /**
     * Reads it as {@code struct { ServerECDHParams params; Signature signed_params; }}, RFC 8422 §5.4.
     *
     * @throws org.handfast.failure.TlsFailure DECODE_ERROR, TRAILING_DATA; GROUP_NOT_OFFERED for explicit curves
     */
    public Ecdhe ecdhe() {
        Reader in = Reader.of(body, "server_key_exchange");
        int curveType = in.u8("curve_type");
        if (curveType != NAMED_CURVE) {
            // explicit curves are gone, named ones alone are left, RFC 8422 §5.4
            throw Reason.GROUP_NOT_OFFERED.with("curve_type", curveType);
        }
        NamedGroup group = NamedGroup.of(in.u16("namedcurve"));
        Opaque point = in.opaque8("point", 1);
        Opaque parameters = body.slice(0, body.length() - in.remaining());
        return new Ecdhe(group, point, Signed.read(parameters, in));
    }

    /**
     * Reads it as {@code struct { ServerDHParams params; Signature signed_params; }}, RFC 5246 §7.4.3.
     *
     * @throws org.handfast.failure.TlsFailure DECODE_ERROR, TRAILING_DATA
     */
    public Dhe dhe() {
        Reader in = Reader.of(body, "server_key_exchange");
        Opaque prime = in.opaque16("dh_p", 1);
        Opaque generator = in.opaque16("dh_g", 1);
        Opaque share = in.opaque16("dh_Ys", 1);
        Opaque parameters = body.slice(0, body.length() - in.remaining());
        return new Dhe(prime, generator, share, Signed.read(parameters, in));
    }

    @Override
    public void write(Writer out) {
        out.bytes(body);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_KEY_EXCHANGE;
    }

    /**
     * Elliptic curve Diffie-Hellman.
     *
     * @param group the curve
     * @param point the server's share
     * @param signed what is signed, and the signature
     */
    public record Ecdhe(NamedGroup group, Opaque point, Signed signed) {}

    /**
     * Finite field Diffie-Hellman.
     *
     * @param prime dh_p
     * @param generator dh_g
     * @param share dh_Ys
     * @param signed what is signed, and the signature
     */
    public record Dhe(Opaque prime, Opaque generator, Opaque share, Signed signed) {}

    /**
     * {@code digitally-signed struct { opaque client_random[32]; opaque server_random[32]; params; }}.
     *
     * @param parameters bytes of the parameters as sent
     * @param algorithm signature scheme in TLS 1.3 terms
     * @param signature in the scheme's encoding
     */
    public record Signed(Opaque parameters, SignatureScheme algorithm, Opaque signature) {
        private static Signed read(Opaque parameters, Reader in) {
            Signed signed = new Signed(
                    parameters, SignatureScheme.of(in.u16("algorithm")), in.opaque16("signature"));
            in.done();
            return signed;
        }
    }
}
