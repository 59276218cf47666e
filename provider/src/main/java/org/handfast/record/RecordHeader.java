package org.handfast.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ContentType;

/**
 * {@code struct { ContentType type; ProtocolVersion legacy_record_version; uint16 length; }}, the five bytes before
 * each fragment (RFC 9846 §5.1). Read and written in place, without an object.
 */
public final class RecordHeader {
    /** Bytes of a header. */
    public static final int SIZE = 5;

    /** Beginnings of the HTTP requests and answers that reach TLS ports by mistake, each cut to a header's size. */
    private static final List<String> HTTP =
            List.of("GET ", "POST ", "PUT ", "HEAD ", "HTTP/", "OPTIO", "DELET", "CONNE", "PATCH", "TRACE", "PRI *");

    private RecordHeader() {}

    /** The content type's code of the record at {@code at}. */
    public static int type(ByteBuffer source, int at) {
        return source.get(at) & 0xFF;
    }

    /** Bytes that follow the header. */
    public static int length(ByteBuffer source, int at) {
        return (source.get(at + 3) & 0xFF) << 8 | source.get(at + 4) & 0xFF;
    }

    /**
     * Checks the five bytes at {@code at} before anything behind them is waited for. The version is not looked at: it
     * "MUST be ignored for all purposes", RFC 9846 §5.1.
     *
     * @param longest largest fragment in bytes that is accepted
     * @throws TlsFailure UNEXPECTED_RECORD_TYPE or RECORD_OVERFLOW
     */
    public static void check(ByteBuffer source, int at, int longest) {
        int type = type(source, at);
        if (!isKnown(type)) {
            // "If a TLS implementation receives an unexpected record type, it MUST terminate", RFC 9846 §5
            throw Reason.UNEXPECTED_RECORD_TYPE.with("type", ContentType.of(type));
        }
        if (length(source, at) > longest) {
            throw Reason.RECORD_OVERFLOW.with("length", length(source, at), "allowed", longest);
        }
    }

    /**
     * As {@link #check}, for the first bytes of a connection: names what else they may be.
     *
     * @throws TlsFailure also PLAINTEXT_HTTP, SSL2_HELLO, NOT_TLS
     */
    public static void checkFirst(ByteBuffer source, int at, int longest) {
        if (!isKnown(type(source, at))) {
            throw foreign(source, at);
        }
        check(source, at, longest);
    }

    /**
     * Checks that the record carries the version of TLS 1.2: "The version of the protocol being employed",
     * RFC 5246 §6.2.1.
     *
     * @throws TlsFailure BAD_RECORD_VERSION
     */
    public static void requireVersion12(ByteBuffer source, int at) {
        if (source.get(at + 1) != 3 || source.get(at + 2) != 3) {
            throw Reason.BAD_RECORD_VERSION.with(
                    "major", source.get(at + 1) & 0xFF, "minor", source.get(at + 2) & 0xFF);
        }
    }

    /** Writes a header with legacy_record_version {@code 0x03} and {@code minor}. */
    public static void write(byte[] target, int at, int type, int minor, int length) {
        target[at] = (byte) type;
        target[at + 1] = 3;
        target[at + 2] = (byte) minor;
        target[at + 3] = (byte) (length >> 8);
        target[at + 4] = (byte) length;
    }

    private static TlsFailure foreign(ByteBuffer source, int at) {
        byte[] seen = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            seen[i] = source.get(at + i);
        }
        String text = new String(seen, StandardCharsets.ISO_8859_1);
        if (HTTP.stream().anyMatch(text::startsWith)) {
            return Reason.PLAINTEXT_HTTP.with(
                    "received", "plaintext HTTP where a TLS record was expected", "begins", text);
        }
        // length with its high bit set, then client-hello (1) or server-hello (4) and a version
        boolean ssl2 = (seen[0] & 0x80) != 0 && (seen[2] == 1 || seen[2] == 4) && (seen[3] == 3 || seen[3] == 0);
        if (ssl2) {
            return Reason.SSL2_HELLO.with("received", "SSLv2 framing");
        }
        return Reason.NOT_TLS.with("received", "plaintext or another protocol where a TLS record was expected",
                "begins", text);
    }

    private static boolean isKnown(int type) {
        return type >= ContentType.CHANGE_CIPHER_SPEC.code() && type <= ContentType.APPLICATION_DATA.code();
    }
}
