package org.handfast.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** One trace file of RFC 8448: named values. */
public final class Trace {
    private final Map<String, String> values = new HashMap<>();

    private Trace() {}

    public static Trace read(String name) {
        Trace trace = new Trace();
        String resource = "/rfc8448/" + name + ".txt";
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Trace.class.getResourceAsStream(resource), StandardCharsets.US_ASCII))) {
            String current = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#") || line.isBlank()) {
                    continue;
                }
                if (line.startsWith(" ")) {
                    trace.values.merge(current, line.strip(), String::concat);
                    continue;
                }
                String[] parts = line.split("=", 2);
                current = parts[0].strip();
                trace.values.put(current, parts[1].strip());
            }
            return trace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] get(String name) {
        assertThat(values).containsKey(name);
        return HexFormat.of().parseHex(values.get(name));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The handshake message in an unprotected record. */
    public byte[] messageOf(String record) {
        byte[] bytes = get(record);
        return Arrays.copyOfRange(bytes, 5, bytes.length);
    }
}
