package org.handfast.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A file of Wycheproof vectors: groups of tests. JSON is read as the YAML it is. */
final class Vectors {
    private final List<Map<String, Object>> groups;

    private Vectors(List<Map<String, Object>> groups) {
        this.groups = groups;
    }

    @SuppressWarnings("unchecked")
    static Vectors read(String name) {
        String resource = "/wycheproof/" + name + ".json.gz";
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(1 << 25).build();
        try (InputStream in = new GZIPInputStream(Vectors.class.getResourceAsStream(resource))) {
            String json = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return new Vectors((List<Map<String, Object>>) new Load(settings).loadFromString(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs all tests. */
    @SuppressWarnings("unchecked")
    void each(Consumer<Vector> use) {
        for (Map<String, Object> group : groups) {
            for (Map<String, Object> test : (List<Map<String, Object>>) group.get("tests")) {
                use.accept(new Vector(group, test));
            }
        }
    }

    /** One test with its group's values. */
    record Vector(Map<String, Object> group, Map<String, Object> test) {
        byte[] hex(String name) {
            Object value = test.containsKey(name) ? test.get(name) : group.get(name);
            return HexFormat.of().parseHex((String) value);
        }

        int number(String name) {
            Object value = test.containsKey(name) ? test.get(name) : group.get(name);
            return ((Number) value).intValue();
        }

        boolean has(String flag) {
            return test.get("flags") instanceof List<?> flags && flags.contains(flag);
        }

        boolean valid() {
            return "valid".equals(test.get("result"));
        }

        boolean invalid() {
            return "invalid".equals(test.get("result"));
        }

        @Override
        public String toString() {
            return "tcId " + test.get("tcId");
        }
    }
}
