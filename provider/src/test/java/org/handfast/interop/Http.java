package org.handfast.interop;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little HTTP that peers speak: a request whose body comes back in the response. */
final class Http {
    private static final Pattern MESSAGE =
            Pattern.compile("(?s)(POST|GET|HTTP/1\\.[01]) [^\r\n]*\r?\n(.*?)\r?\n\r?\n");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private Http() {}

    /** A request that wants its body back. */
    static byte[] request(byte[] body) {
        return message("POST /echo HTTP/1.0", body);
    }

    /** Its answer. */
    static byte[] response(byte[] body) {
        return message("HTTP/1.0 200 OK", body);
    }

    /** A page of HTML. */
    static byte[] page(String html) {
        return message("HTTP/1.0 200 OK\r\nContent-Type: text/html", html.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] message(String first, byte[] body) {
        String type = first.contains("Content-Type") ? "" : "\r\nContent-Type: text/plain";
        byte[] head = (first + "\r\nHost: localhost" + type + "\r\nContent-Length: " + body.length
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /**
     * A message in a stream of text.
     *
     * @param line its first line
     * @param body as long as Content-Length says; where there is none, empty
     * @param end where the text after it begins
     */
    record Message(String line, byte[] body, int end) {}

    /** The first whole message at or after a place; null: not there yet. */
    static Message find(byte[] bytes, int from) {
        String text = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
        Matcher head = MESSAGE.matcher(text);
        if (!head.find()) {
            return null;
        }
        Matcher length = LENGTH.matcher(head.group(2));
        int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
        int start = from + head.end();
        if (bytes.length - start < size) {
            return null;
        }
        return new Message(head.group().lines().findFirst().orElse(""),
                Arrays.copyOfRange(bytes, start, start + size), start + size);
    }

    /** Reads one message; null: the stream ended before it began. */
    static Message read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 && head.isEmpty()) {
                return null;
            }
            if (next < 0) {
                throw new EOFException("after " + head);
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
        byte[] body = in.readNBytes(size);
        if (body.length < size) {
            throw new EOFException("after " + body.length + " of " + size);
        }
        return new Message(head.toString().lines().findFirst().orElse(""), body, 0);
    }
}
