package org.handfast.failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/**
 * What happened and what to do, for the person who runs the server: the line of {@code remedies.properties}
 * named like the reason. Thread-safe.
 */
public final class Remedy {
    /** Resource beside this class, UTF-8. */
    static final String RESOURCE = "remedies.properties";

    private static final Map<Reason, String> TEXTS = read();

    private Remedy() {}

    /** The text for a reason: one to three plain sentences; never null. */
    public static String of(Reason reason) {
        return TEXTS.getOrDefault(reason, reason.name());
    }

    private static Map<Reason, String> read() {
        Properties lines = new Properties();
        try (InputStream in = Remedy.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
                lines.load(text);
            }
        } catch (IOException e) {
            // a missing text must not cost a handshake: the reason's name stands in for it
            lines.clear();
        }
        Map<Reason, String> texts = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            String text = lines.getProperty(reason.name());
            if (text != null) {
                texts.put(reason, text.strip());
            }
        }
        return Collections.unmodifiableMap(texts);
    }
}
